package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.io.IOException;
import java.time.Duration;

/** As many requests as are answered with 202, and what one of them costs the server. */
record AcceptRound(String letter, Candidate server, LoadGenerator load) implements Round {
    static AcceptRound of(String letter, Candidate server) throws IOException {
        return new AcceptRound(letter, server, LoadGenerator.of(server, "stuck"));
    }

    @Override
    public void run(Duration duration, Report report) throws Exception {
        Duration cpu = server.cpu();
        Duration own = Candidate.cpu(ProcessHandle.current());
        Load done = load.closed(duration);
        report.add(letter, Report.PER_SECOND, done.perSecond());
        report.add(letter, Report.CPU, Report.micros(server.cpu().minus(cpu), done.accepted()));
        report.add(letter, "load generator's CPU µs each", Report.micros(ownSince(own), done.accepted()));
        report.add(letter, Report.ERRORS, done.errors());
        report.addMemory(letter, "resident MiB under load", server);
    }

    private static Duration ownSince(Duration begin) {
        return Candidate.cpu(ProcessHandle.current()).minus(begin);
    }
}
