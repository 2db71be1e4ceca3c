package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.invocation.InvocationStatus;
import java.util.Map;
import java.util.TreeMap;

/** What a transaction changes in the counts of invocations, by the function's number. Used by one thread at a time. */
public final class TallyChanges {
    public static final int ACCEPTED = 0;
    public static final int PURGED = 6;
    /** How many counts a function has: all ever accepted, those in each status, all ever purged. */
    public static final int COUNTS = 7;

    private static final int WAITING = column(InvocationStatus.WAIT);

    private final Map<Integer, long[]> byFunction = new TreeMap<>();

    public static int column(InvocationStatus status) {
        return switch (status) {
            case WAIT -> 1;
            case RUNNING -> 2;
            case SUCCESS -> 3;
            case FAIL -> 4;
            case DISCARD -> 5;
        };
    }

    public void accepted(int function, InvocationStatus as) {
        change(function, ACCEPTED, 1);
        change(function, column(as), 1);
    }

    /** Taken back before anybody was told that it was accepted. */
    public void withdrawn(int function, InvocationStatus from) {
        change(function, ACCEPTED, -1);
        change(function, column(from), -1);
    }

    public void moved(int function, InvocationStatus from, InvocationStatus to, long number) {
        change(function, column(from), -number);
        change(function, column(to), number);
    }

    public void purged(int function, long number) {
        change(function, PURGED, number);
    }

    private void change(int function, int column, long difference) {
        if (difference != 0) {
            byFunction.computeIfAbsent(function, any -> new long[COUNTS])[column] += difference;
        }
    }

    /** By how much each count has changed, in {@link #COUNTS} columns. */
    public Map<Integer, long[]> byFunction() {
        return byFunction;
    }

    /** By how much more invocations wait, by function. */
    public Map<Integer, Long> waiting() {
        Map<Integer, Long> found = new TreeMap<>();
        byFunction.forEach((function, counts) -> found.put(function, counts[WAITING]));
        return found;
    }
}
