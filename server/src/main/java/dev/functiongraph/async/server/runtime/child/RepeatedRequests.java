package dev.functiongraph.async.server.runtime.child;

import org.jspecify.annotations.Nullable;

/** The count of a program's requests for another event while it has one. Used by one thread at a time. */
final class RepeatedRequests {
    /** Who gives requests up may do so twice while the same event is on its way. */
    private static final int MAX = 2;

    private @Nullable PendingAttempt last;
    private int count;

    /** Counts one more, and tells whether there were too many while it has had this event. */
    boolean areTooMany(PendingAttempt current) {
        count = current.equals(last) ? count + 1 : 1;
        last = current;
        return count > MAX;
    }
}
