package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A start of the executable jar with an empty data directory and the demo functions. */
record StartRound(String letter, Path dir, List<String> command) implements Round {
    static final String START = "ms to the first 202";
    static final String MEMORY = "resident MiB at rest";

    private static final Map<String, String> SETTINGS = Map.of("FUNCTIONGRAPH_PORT", "0");
    private static final List<String> FASTER = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    static StartRound byDefault(String letter, Path dir, String jar) {
        return new StartRound(letter, dir, List.of("-jar", jar));
    }

    /** With the options that the README has for a faster start. */
    static StartRound withOptions(String letter, Path dir, String jar) throws Exception {
        Path archive = Files.createDirectories(dir).resolve("server.jsa");
        try (Candidate first = Candidate.start(
                        dir.resolve("first"), SETTINGS, faster("-XX:ArchiveClassesAtExit=", archive, jar));
                Connection connection = connect(first)) {
            connection.post();
            first.terminate();
        }
        return new StartRound(letter, dir, faster("-XX:SharedArchiveFile=", archive, jar));
    }

    private static Connection connect(Candidate server) throws Exception {
        return new Connection(server.address().resolve(TestServer.path("test")));
    }

    private static List<String> faster(String option, Path archive, String jar) {
        return Stream.concat(FASTER.stream(), Stream.of(option + archive, "-jar", jar))
                .toList();
    }

    @Override
    public void run(Duration duration, Report report) throws Exception {
        Path fresh = dir.resolve(UUID.randomUUID().toString());
        long begin = System.nanoTime();
        try (Candidate server = Candidate.start(fresh, SETTINGS, command);
                Connection connection = connect(server)) {
            int status = connection.post();
            report.add(letter, START, (System.nanoTime() - begin) / 1e6);
            report.add(letter, Report.ERRORS, status == LoadGenerator.ACCEPTED ? 0 : 1);
            report.addMemory(letter, MEMORY, server);
        }
    }
}
