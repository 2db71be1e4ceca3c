package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a 202 and a whole invocation cost, beside what Jersey and the disk cost in any case. Prints figures and, as
 * those depend on the machine, ratios within the run; writes both to {@code throughput.json}. Asserts nothing.
 */
public final class ThroughputBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("seconds", 8));
    /** Measured for less, Jersey takes two to three times as long: it is still being compiled. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warm-up", 30));

    private static final int CONNECTIONS = Integer.getInteger("connections", 64);
    private static final Path RESULTS = Path.of(System.getProperty("results", "target/benchmark"));

    private ThroughputBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Report report = new Report();
        try (Candidates candidates = new Candidates(RESULTS.resolve("run"), CONNECTIONS)) {
            Candidate accept = candidates.server("a");
            Candidate instant = candidates.instantServer("b");
            Candidate baseline = candidates.baseline("c");
            Candidate append = candidates.append("d");
            Candidate cycle = candidates.server("e");
            URI cycleAddress = cycle.address();
            LoadGenerator acceptLoad = load(accept.address(), "stuck");
            LoadGenerator cycleLoad = load(cycleAddress, "noop");
            run(
                    report,
                    new AcceptRound("a", accept, acceptLoad),
                    new AcceptRound("b", instant, load(instant.address(), "stuck")),
                    new AcceptRound("c", baseline, load(baseline.address(), "stuck")),
                    new AppendRound("d", append),
                    new CycleRound("e", cycle, cycleLoad, new Tally(cycleAddress)),
                    candidates.start("h"));
            double accepted = report.median("a", Report.PER_SECOND);
            double settled = Math.min(report.median("e", Report.PER_SECOND), report.median("e", Report.SETTLED));
            measure(
                    report,
                    new LatencyRound("g a", acceptLoad, accepted / 2),
                    new LatencyRound("g e", cycleLoad, settled / 2));
        }
        addRatios(report);
        ReportWriter writer = new ReportWriter(report);
        writer.print(letters());
        writer.write(RESULTS.resolve("throughput.json"), letters(), parameters());
    }

    private static LoadGenerator load(URI server, String function) {
        return new LoadGenerator(server.resolve(TestServer.path(function)), CONNECTIONS);
    }

    private static void run(Report report, Round... rounds) throws Exception {
        for (Round round : rounds) {
            round.run(WARM_UP, new Report());
        }
        measure(report, rounds);
    }

    private static void measure(Report report, Round... rounds) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            for (Round round : rounds) {
                round.run(ROUND, report);
            }
        }
    }

    private static void addRatios(Report report) {
        report.addRatio("a/c CPU", "a", Report.CPU, "c", Report.CPU);
        report.addRatio("a/c accepted", "a", Report.PER_SECOND, "c", Report.PER_SECOND);
        report.addRatio("a/b accepted", "a", Report.PER_SECOND, "b", Report.PER_SECOND);
        report.addRatio("e/c CPU", "e", Report.CPU, "c", Report.CPU);
        report.addRatio("e settled / a accepted", "e", Report.SETTLED, "a", Report.PER_SECOND);
        report.addRatio("g a p99/p50", "g a", Report.P99, "g a", Report.P50);
        report.addRatio("g e p99/p50", "g e", Report.P99, "g e", Report.P50);
    }

    private static Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        letters.put("a", "the server, accept only: its function never returns");
        letters.put("b", "the same on a store that acknowledges at once");
        letters.put("c", "a Jersey resource in Jetty that answers the same 202, with nothing behind it");
        letters.put("d", "an append to a file with grouped fdatasync, without HTTP");
        letters.put("e", "the server, full cycle: a function that does nothing; CPU until all is settled");
        letters.put("g", "open-loop latency at half the rate of a, and of what e settles");
        letters.put("h", "start of the executable jar with default flags");
        letters.put("i", "memory: the resident MiB of h at rest, of the others under load");
        letters.put("ratio", "within each round");
        return letters;
    }

    private static Map<String, Object> parameters() {
        return Map.of(
                "rounds", ROUNDS,
                "seconds", ROUND.toSeconds(),
                "warm-up", WARM_UP.toSeconds(),
                "connections", CONNECTIONS,
                "flags", Candidates.FLAGS,
                "processors", Runtime.getRuntime().availableProcessors(),
                "java", Runtime.version().toString());
    }
}
