package dev.functiongraph.async.server.invocation;

/**
 * The counts of invocations since the store exists: those accepted, and those in each status. Those that ended stay
 * counted when their records are deleted.
 */
public record Tally(
        long accepted, long waiting, long running, long succeeded, long failed, long discarded, long purged) {

    /** Invariant 6, conservation: 0 unless invocations were lost or duplicated. */
    public long drift() {
        return accepted - waiting - running - succeeded - failed - discarded;
    }

    /** How many records of ended invocations there are. */
    public long retained() {
        return succeeded + failed + discarded - purged;
    }
}
