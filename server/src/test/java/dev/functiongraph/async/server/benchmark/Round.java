package dev.functiongraph.async.server.benchmark;

import java.time.Duration;

/** One letter of the table. Warmed up and measured in the same way, in turns with the others. */
@FunctionalInterface
interface Round {
    /** Runs the load for a while, and reports its figures. */
    void run(Duration duration, Report report) throws Exception;
}
