package dev.functiongraph.async.contract.run;

/** The check of one requirement. */
@FunctionalInterface
public interface Check {

    /**
     * @param findings gets every mismatch
     * @throws CouldNotRunException if nothing can be said of it
     * @throws NotApplicableException if the subject has nothing that it could be asked of
     */
    void run(Findings findings) throws CouldNotRunException, NotApplicableException, InterruptedException;
}
