package dev.functiongraph.async.server.benchmark;

import java.util.List;
import java.util.Optional;

/** What the medians are to be, on two processors with the load generator on them. */
final class Goals {
    static final List<Goal> ALL = List.of(
            atMost("ratio", "a/c CPU", 1.6),
            atLeast("ratio", "a/c accepted", 0.6),
            // More than a store can reach that flushes before it answers: see b append.
            atLeast("ratio", "a/b accepted", 0.85),
            atMost("ratio", "e/c CPU", 2.5),
            atLeast("ratio", "e2 settled / a accepted", 0.6),
            atLeast("ratio", "f/a accepted", 0.9),
            atMost("ratio", "g a p99/p50", 10),
            atMost("ratio", "g e p99/p50", 10),
            atLeast("ratio", "m 3/db-scheduler done", 3),
            atMost("ratio", "m 3/db-scheduler CPU", 1),
            atLeast("ratio", "m 3/jobrunr done", 3),
            atMost("ratio", "m 3/jobrunr CPU", 1),
            atLeast("ratio", "full/empty done", 0.85),
            atLeast("ratio", "n signed/none accepted", 0.85),
            atMost("m idle", IdleRound.CPU, 5),
            atLeast("ratio", "o last/first done", 0.9),
            atMost("ratio", "p beside/alone p99", 3),
            atLeast("ratio", "q python/http.server done", 2),
            atLeast("ratio", "q python/http.server, kept done", 2),
            atMost("k id", ListRound.P99, 20),
            atMost("k status", ListRound.P99, 20),
            atMost("k newest", ListRound.P99, 20),
            atMost("k window", ListRound.P99, 20),
            atMost("h options", StartRound.START, 1_200),
            atMost("h", StartRound.MEMORY, 256));

    private Goals() {}

    /** @param most whether it is an upper limit; otherwise it is a lower one */
    record Goal(String letter, String figure, boolean most, double limit) {
        /** To two places, as it is printed. */
        boolean isMet(double median) {
            double shown = Math.rint(median * 100) / 100;
            return most ? shown <= limit : shown >= limit;
        }

        @Override
        public String toString() {
            return (most ? "at most " : "at least ") + ReportWriter.number(limit);
        }
    }

    private static Goal atMost(String letter, String figure, double limit) {
        return new Goal(letter, figure, true, limit);
    }

    private static Goal atLeast(String letter, String figure, double limit) {
        return new Goal(letter, figure, false, limit);
    }

    static Optional<Goal> of(Report.Key key) {
        return ALL.stream()
                .filter(goal ->
                        goal.letter().equals(key.letter()) && goal.figure().equals(key.figure()))
                .findFirst();
    }
}
