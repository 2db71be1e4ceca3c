package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.time.Duration;

/** The latency of a 202 at a fixed rate, from when its request was due. */
record LatencyRound(String letter, LoadGenerator load, double perSecond) implements Round {
    @Override
    public void run(Duration duration, Report report) throws Exception {
        Load done = load.open(duration, perSecond);
        report.add(letter, Report.PER_SECOND, done.perSecond());
        report.add(letter, Report.P50, done.micros().getValueAtPercentile(50));
        report.add(letter, Report.P99, done.micros().getValueAtPercentile(99));
        report.add(letter, "p99.9 µs", done.micros().getValueAtPercentile(99.9));
        report.add(letter, "max µs", done.micros().getMaxValue());
        report.add(letter, Report.ERRORS, done.errors());
    }
}
