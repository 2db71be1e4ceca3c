package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;

/** The check of one requirement of servers. */
@FunctionalInterface
public interface ServerCheck {

    /**
     * @throws CouldNotRunException if nothing can be said of it
     * @throws NotApplicableException if the server has nothing that it could be asked of
     */
    void run(Probe probe) throws CouldNotRunException, NotApplicableException, InterruptedException;
}
