package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A start of the executable jar with Java's default flags, an empty data directory and the demo functions. */
record StartRound(String letter, Path dir, String jar) implements Round {
    static final String START = "ms to the first 202";
    static final String MEMORY = "resident MiB at rest";

    @Override
    public void run(Duration duration, Report report) throws Exception {
        Path fresh = dir.resolve(UUID.randomUUID().toString());
        long begin = System.nanoTime();
        try (Candidate server = Candidate.start(fresh, Map.of("FUNCTIONGRAPH_PORT", "0"), List.of("-jar", jar));
                Connection connection = new Connection(server.address().resolve(TestServer.path("test")))) {
            int status = connection.post();
            report.add(letter, START, (System.nanoTime() - begin) / 1e6);
            report.add(letter, Report.ERRORS, status == LoadGenerator.ACCEPTED ? 0 : 1);
            report.addMemory(letter, MEMORY, server);
        }
    }
}
