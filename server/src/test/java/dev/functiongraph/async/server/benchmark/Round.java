package dev.functiongraph.async.server.benchmark;

import java.time.Duration;

/**
 * A letter of the table, which is warmed up and measured in turns with the others. A further letter is one of these,
 * and a line in each list of {@link ThroughputBenchmark}.
 */
@FunctionalInterface
interface Round {
    /** Runs the load for a while, and reports its figures. */
    void run(Duration duration, Report report) throws Exception;

    /** How many JVMs share the load. */
    default int jvms() {
        return 1;
    }
}
