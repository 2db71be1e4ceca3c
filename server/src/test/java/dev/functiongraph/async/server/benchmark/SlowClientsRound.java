package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A caller by itself, and then beside many slow clients. */
record SlowClientsRound(String letter, Candidate server) implements Round {
    static final String ALONE = "p99 µs alone";
    static final String BESIDE = "p99 µs beside slow clients";

    private static final int HEADS = 2_000;
    private static final int BODIES = 200;

    @Override
    public void run(Duration duration, Report report) throws Exception {
        URI address = server.address();
        LoadGenerator caller = new LoadGenerator(List.of(address.resolve(TestServer.path("noop"))), 1);
        Load alone = caller.closed(duration);
        try (SlowClients crowd = new SlowClients(address, HEADS, BODIES)) {
            crowd.awaitAll();
            Load beside = caller.closed(duration);
            report.add(letter, ALONE, alone.micros().getValueAtPercentile(99));
            report.add(letter, BESIDE, beside.micros().getValueAtPercentile(99));
            report.add(letter, Report.ERRORS, alone.errors() + beside.errors());
        }
    }
}
