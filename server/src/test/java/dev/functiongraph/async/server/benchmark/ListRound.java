package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.Lists.Kind;
import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Lists by themselves; then as many requests as are accepted, first by themselves, then with the lists beside them. */
record ListRound(String letter, LoadGenerator load, Lists lists) implements Round {
    static final String P99 = "p99 ms";
    static final String BESIDE_LISTS = "accepted per second beside lists";

    @Override
    public void run(Duration duration, Report report) throws Exception {
        report(report, "", lists.run(duration));
        Load alone = load.closed(duration);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Map<Kind, Histogram>> listed = thread.submit(() -> lists.run(duration));
            Load beside = load.closed(duration);
            report(report, " while accepting", listed.get());
            report.add(letter, Report.PER_SECOND, alone.perSecond());
            report.add(letter, BESIDE_LISTS, beside.perSecond());
            report.add(letter, "p99 µs", alone.micros().getValueAtPercentile(99));
            report.add(letter, "p99 µs beside lists", beside.micros().getValueAtPercentile(99));
            report.add(letter, Report.ERRORS, alone.errors() + beside.errors());
        } finally {
            thread.shutdownNow();
        }
    }

    private void report(Report report, String when, Map<Kind, Histogram> lists) {
        lists.forEach((kind, micros) -> {
            String row = letter + " " + kind.name().toLowerCase(Locale.ROOT);
            report.add(row, "p50 ms" + when, micros.getValueAtPercentile(50) / 1e3);
            report.add(row, P99 + when, micros.getValueAtPercentile(99) / 1e3);
            report.add(row, "max ms" + when, micros.getMaxValue() / 1e3);
        });
    }
}
