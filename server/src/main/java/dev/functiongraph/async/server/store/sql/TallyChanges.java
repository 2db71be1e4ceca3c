package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.invocation.InvocationStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What a transaction changes in the counts of invocations, by the function's number. Used by one thread at a time. */
public final class TallyChanges {
    private final Map<Integer, Map<Count, Long>> byFunction = new TreeMap<>();

    /** What is counted of a function: all ever accepted, those in each status, all ever purged. */
    public enum Count {
        ACCEPTED,
        WAIT,
        RUNNING,
        SUCCESS,
        FAIL,
        DISCARD,
        PURGED;

        private static Count of(InvocationStatus status) {
            return switch (status) {
                case WAIT -> WAIT;
                case RUNNING -> RUNNING;
                case SUCCESS -> SUCCESS;
                case FAIL -> FAIL;
                case DISCARD -> DISCARD;
            };
        }
    }

    public void accepted(int function, InvocationStatus as) {
        change(function, Count.ACCEPTED, 1);
        change(function, Count.of(as), 1);
    }

    /** Taken back before anybody was told that it was accepted. */
    public void withdrawn(int function, InvocationStatus from) {
        change(function, Count.ACCEPTED, -1);
        change(function, Count.of(from), -1);
    }

    public void moved(int function, InvocationStatus from, InvocationStatus to, long number) {
        change(function, Count.of(from), -number);
        change(function, Count.of(to), number);
    }

    public void purged(int function, long number) {
        change(function, Count.PURGED, number);
    }

    private void change(int function, Count count, long difference) {
        if (difference != 0) {
            byFunction
                    .computeIfAbsent(function, any -> new EnumMap<>(Count.class))
                    .merge(count, difference, Long::sum);
        }
    }

    /** By how much each count has changed; one that is missing has not. */
    public Map<Integer, Map<Count, Long>> byFunction() {
        return byFunction;
    }

    /** By how much more invocations wait, by function. */
    public Map<Integer, Long> waiting() {
        Map<Integer, Long> found = new TreeMap<>();
        byFunction.forEach((function, counts) -> found.put(function, counts.getOrDefault(Count.WAIT, 0L)));
        return found;
    }
}
