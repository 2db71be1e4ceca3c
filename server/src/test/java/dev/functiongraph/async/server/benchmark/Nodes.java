package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.postgresql.PostgresSettings;
import dev.functiongraph.async.server.store.postgresql.TestPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes that share a PostgreSQL, beside libraries that run jobs on one; then nodes that have nothing to do. */
final class Nodes {
    /** Of what is done where the load is as high as it can be: with so much, the backlog should not grow. */
    static final double STEADY_SHARE = 0.8;

    /** As the libraries' own has them. */
    static final Map<String, String> SETTINGS = Map.of("shared_buffers", "512MB", "max_wal_size", "4GB");

    private static final String FULL = letter(Run.NODES) + " full";
    private static final String[] PEERS = {"db-scheduler", "jobrunr"};

    private final Candidates candidates;
    private final TestPostgres postgres;

    private Nodes(Candidates candidates, TestPostgres postgres) {
        this.candidates = candidates;
        this.postgres = postgres;
    }

    static void measure(Report report, ReportWriter writer) throws Exception {
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"));
                TestPostgres postgres = TestPostgres.start(SETTINGS)) {
            new Nodes(candidates, postgres).measureLoad(report);
        }
        addRatios(report);
        writer.write();
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"));
                TestPostgres postgres = TestPostgres.start(SETTINGS)) {
            String url = postgres.createDatabase();
            candidates.nodes("m idle", Run.IDLE_NODES, url, "-Xmx64m");
            new IdleRound("m idle", postgres, url).run(Run.ROUND.multipliedBy(3), report);
        }
        writer.write();
    }

    private void measureLoad(Report report) throws Exception {
        List<CycleRound> clusters = new ArrayList<>();
        for (int nodes = 1; nodes <= Run.NODES; nodes++) {
            clusters.add(cluster(letter(nodes), nodes, postgres.createDatabase()));
        }
        clusters.add(cluster(FULL, Run.NODES, fullDatabase()));
        List<Round> rounds = new ArrayList<>(clusters);
        List<PeerRound> peers = new ArrayList<>();
        try {
            for (String peer : PEERS) {
                peers.add(PeerRound.start(candidates, peer, "postgres"));
            }
            rounds.addAll(peers);
            Run.warmUp(rounds.toArray(Round[]::new));
            Run.measure(report, rounds.toArray(Round[]::new));
        } finally {
            for (PeerRound peer : peers) {
                peer.close();
            }
        }
        Run.measure(
                report,
                clusters.stream()
                        .map(cycle -> new SteadyRound(
                                cycle.letter() + " steady",
                                cycle.server(),
                                cycle.load(),
                                report.median(cycle.letter(), Report.DONE) * STEADY_SHARE))
                        .toArray(Round[]::new));
    }

    private CycleRound cluster(String letter, int nodes, String url) throws IOException {
        List<Candidate> started = candidates.nodes(letter, nodes, url, Run.FLAGS);
        return new CycleRound(letter, new Cluster(started, postgres.pid()), LoadGenerator.of(started, "noop"));
    }

    private String fullDatabase() throws IOException {
        String url = postgres.createDatabase();
        PostgresSettings at = PostgresSettings.of(url, Optional.of(TestPostgres.USER), Optional.empty(), false);
        try (StoredInvocations stored =
                StoredInvocations.open(new StoreLocation(Run.RESULTS, Optional.of(at)), "stuck")) {
            stored.addWaiting(Run.WAITING);
        }
        return url;
    }

    private static String letter(int nodes) {
        return "m " + nodes;
    }

    private static void addRatios(Report report) {
        for (int nodes = 1; nodes <= Run.NODES; nodes++) {
            for (String peer : PEERS) {
                String names = letter(nodes) + "/" + peer;
                String beside = PeerRound.letter(peer, "postgres");
                report.addRatio(names + " done", letter(nodes), Report.DONE, beside, Report.DONE);
                report.addRatio(names + " CPU", letter(nodes), Report.CPU, beside, Report.CPU);
            }
        }
        report.addRatio("full/empty done", FULL, Report.DONE, letter(Run.NODES), Report.DONE);
        report.addRatio("full/empty CPU", FULL, Report.CPU, letter(Run.NODES), Report.CPU);
    }
}
