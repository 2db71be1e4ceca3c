package dev.functiongraph.async.server.benchmark;

import java.util.List;

/** Libraries that run jobs, beside a server whose function does as little as their jobs. */
final class Peers {
    private Peers() {}

    static void measure(Report report) throws Exception {
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"));
                PeerRound first = PeerRound.start(candidates, "db-scheduler", "postgres");
                PeerRound second = PeerRound.start(candidates, "db-scheduler", "sqlite");
                PeerRound third = PeerRound.start(candidates, "jobrunr", "postgres");
                PeerRound fourth = PeerRound.start(candidates, "jobrunr", "sqlite")) {
            Candidate server = candidates.server("l server");
            CycleRound cycle = new CycleRound("l server", server, LoadGenerator.of(server, "noop"));
            Round[] rounds = {cycle, first, second, third, fourth};
            Run.warmUp(rounds);
            Run.measure(report, rounds);
            for (PeerRound peer : List.of(first, second, third, fourth)) {
                report.addRatio(peer.letter() + " CPU", peer.letter(), Report.CPU, cycle.letter(), Report.CPU);
                report.addRatio(peer.letter() + " done", peer.letter(), Report.DONE, cycle.letter(), Report.DONE);
            }
        }
    }
}
