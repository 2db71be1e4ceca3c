package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;

/** Finds out whether a server does what one requirement demands. */
@FunctionalInterface
public interface ServerCheck {

    /**
     * @throws CouldNotRunException if nothing can be said of it
     * @throws NotApplicableException if the server has nothing that it could be asked of
     */
    void run(Probe probe) throws CouldNotRunException, NotApplicableException, InterruptedException;
}
