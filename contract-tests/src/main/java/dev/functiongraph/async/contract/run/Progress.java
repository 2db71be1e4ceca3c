package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.register.Requirement;

/** A listener to the progress of a run. */
public interface Progress {
    Progress NONE = new Progress() {};

    /**
     * @param position from 1
     * @param count of all that run
     */
    default void started(Requirement requirement, int position, int count) {}

    default void ended(Verdict verdict) {}
}
