package dev.functiongraph.async.server.benchmark;

import java.net.URI;
import java.time.Instant;

/**
 * What a 202 and a whole invocation cost, beside what Jersey and the disk cost in any case; then lists, peers, nodes,
 * credentials.
 * Prints figures and, as those depend on the machine, ratios within the run; writes both to {@code throughput.json},
 * {@code lists.json}, {@code peers.json} and so on. Asserts nothing.
 */
public final class ThroughputBenchmark {
    private ThroughputBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Letters.MEANINGS.forEach((letter, meaning) -> System.out.printf("%-26s%s%n", letter, meaning));
        if (Run.PARTS.contains("throughput")) {
            measureServer();
        }
        if (Run.PARTS.contains("lists")) {
            measureLists();
        }
        if (Run.PARTS.contains("peers") && PeerRound.isPossible()) {
            Report report = new Report();
            Peers.measure(report);
            writer("peers", report).write();
        }
        if (Run.PARTS.contains("nodes") && PeerRound.isPossible()) {
            Report report = new Report();
            Nodes.measure(report, writer("nodes", report));
        }
        if (Run.PARTS.contains("identity")) {
            Report report = new Report();
            Identity.measure(report, writer("identity", report));
        }
        if (Run.PARTS.contains("slow-clients")) {
            measureBesideSlowClients();
        }
        if (Run.PARTS.contains("processes")) {
            Report report = new Report();
            ProcessFunctions.measure(report);
            writer("processes", report).write();
        }
        if (Run.PARTS.contains("endurance")) {
            Report report = new Report();
            Endurance.measure(report);
            writer("endurance", report).write();
        }
    }

    private static ReportWriter writer(String name, Report report) {
        return new ReportWriter(name, report, Letters.MEANINGS);
    }

    private static void measureServer() throws Exception {
        Report report = new Report();
        ReportWriter writer = writer("throughput", report);
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"))) {
            Candidate container = candidates.container("container");
            Candidate accept = candidates.server("a");
            Candidate baseline = candidates.baseline("c");
            Candidate cycle = candidates.server("e");
            Candidate containerCycle = candidates.server("e container");
            LoadGenerator acceptLoad = LoadGenerator.of(accept, "stuck");
            LoadGenerator baselineLoad = LoadGenerator.of(baseline, "stuck");
            LoadGenerator cycleLoad = LoadGenerator.of(cycle, "noop");
            LoadGenerator containerLoad = LoadGenerator.of(containerCycle, "container");
            Round[] rounds = {
                new AcceptRound("a", accept, acceptLoad),
                AcceptRound.of("b", candidates.instantServer("b")),
                AcceptRound.of("b append", candidates.appendingServer("b append")),
                new AcceptRound("c", baseline, baselineLoad),
                new ProgramRound("d", candidates.append("d"), "appended per second"),
                new CycleRound("e", cycle, cycleLoad),
                new ContainerCycleRound(new CycleRound("e container", containerCycle, containerLoad), container),
                AcceptRound.of("f", fullServer(candidates, report)),
                candidates.start("h"),
                candidates.startWithOptions("h options")
            };
            Run.warmUp(rounds);
            Run.measure(report, rounds);
            addRatios(report);
            writer.write();
            double accepted = report.median("a", Report.PER_SECOND);
            double settled = Math.min(report.median("e", Report.PER_SECOND), report.median("e", Report.SETTLED));
            Run.measure(
                    report,
                    new LatencyRound("g a", acceptLoad, accepted / 2),
                    new LatencyRound("g c", baselineLoad, accepted / 2),
                    new LatencyRound("g e", cycleLoad, settled / 2),
                    new SteadyRound("e2", cycle, cycleLoad, accepted * SteadyRound.SHARE),
                    new SteadyRound("e2 container", containerCycle, containerLoad, accepted * SteadyRound.SHARE));
            report.addRatio("e2 settled / a accepted", "e2", Report.SETTLED, "a", Report.PER_SECOND);
            report.addRatio("g a p99/p50", "g a", Report.P99, "g a", Report.P50);
            report.addRatio("g e p99/p50", "g e", Report.P99, "g e", Report.P50);
            report.addRatio("g c p99/p50", "g c", Report.P99, "g c", Report.P50);
            writer.write();
            new SyncCount("a", accept, acceptLoad).report(report);
            writer.write();
        }
    }

    private static Candidate fullServer(Candidates candidates, Report report) throws Exception {
        try (StoredInvocations stored = candidates.stored("f", "stuck")) {
            stored.addWaiting(Run.WAITING);
        }
        long begin = System.nanoTime();
        Candidate full = candidates.server("f");
        URI address = full.address();
        report.add("f", "ms to listening", (System.nanoTime() - begin) / 1e6);
        report.add("f", "waiting at first", new Tally(address).open());
        return full;
    }

    private static void measureLists() throws Exception {
        Report report = new Report();
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"))) {
            Instant middle;
            try (StoredInvocations stored = candidates.stored("k", "noop")) {
                stored.addEnded(Run.ENDED / 2);
                middle = Instant.now();
                stored.addEnded(Run.ENDED / 2);
            }
            Candidate server = candidates.server("k");
            Lists lists = new Lists(server.address(), "noop", middle);
            Round round = new ListRound("k", LoadGenerator.of(server, "stuck"), lists);
            Run.warmUp(round);
            Run.measure(report, round);
        }
        report.addRatio("k accepted beside lists", "k", ListRound.BESIDE_LISTS, "k", Report.PER_SECOND);
        writer("lists", report).write();
    }

    private static void measureBesideSlowClients() throws Exception {
        Report report = new Report();
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"))) {
            Round round = new SlowClientsRound("p", candidates.server("p"));
            Run.warmUp(round);
            Run.measure(report, round);
        }
        report.addRatio("p beside/alone p99", "p", SlowClientsRound.BESIDE, "p", SlowClientsRound.ALONE);
        writer("slow-clients", report).write();
    }

    private static void addRatios(Report report) {
        report.addRatio("a/c CPU", "a", Report.CPU, "c", Report.CPU);
        report.addRatio("a/c accepted", "a", Report.PER_SECOND, "c", Report.PER_SECOND);
        report.addRatio("a/b accepted", "a", Report.PER_SECOND, "b", Report.PER_SECOND);
        report.addRatio("b append/b accepted", "b append", Report.PER_SECOND, "b", Report.PER_SECOND);
        report.addRatio("a/b append accepted", "a", Report.PER_SECOND, "b append", Report.PER_SECOND);
        report.addRatio("e/c CPU", "e", Report.CPU, "c", Report.CPU);
        report.addRatio("f/a accepted", "f", Report.PER_SECOND, "a", Report.PER_SECOND);
    }
}
