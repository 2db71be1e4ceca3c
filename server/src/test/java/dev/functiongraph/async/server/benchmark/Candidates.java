package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.postgresql.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The measured programs, started with the same flags, in directories that are deleted at the end. */
final class Candidates implements AutoCloseable {
    /** While the end of one attempt is being stored, the next one of the same connection may start. */
    private static final String CONCURRENCY = "concurrency: " + 2 * Run.CONNECTIONS;

    private static final String JAR =
            Path.of(System.getProperty("server.jar")).toAbsolutePath().toString();
    private static final String SERVER = "dev.functiongraph.async.server.Main";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path dir;
    private final Deque<Candidate> started = new ArrayDeque<>();

    Candidates(Path dir) throws IOException {
        this.dir = dir.toAbsolutePath();
        delete(dir);
        Files.createDirectories(dir);
        writeFunctions("");
    }

    /** Further functions, for servers that are started later. */
    void serve(String entries) throws IOException {
        writeFunctions(entries);
    }

    private void writeFunctions(String more) throws IOException {
        TestServer.writeFunctions(
                dir,
                TestFunctions.entry("stuck", BenchmarkFunctions.Stuck.class, "timeout: 1h", "concurrency: 1")
                        + TestFunctions.entry("noop", BenchmarkFunctions.NoOp.class, CONCURRENCY)
                        + more);
    }

    /** The function {@code container}, for servers that are started later. */
    Candidate container(String letter) throws IOException {
        Candidate container = java(letter, CLASS_PATH, NoOpContainer.class.getName());
        writeFunctions("  - urn: %s%n    runtime: {type: container, url: \"%s\"}%n    %s%n"
                .formatted(TestFunctions.urn("container"), container.address(), CONCURRENCY));
        return container;
    }

    /** Nodes, each a server as shipped, which share a database. */
    List<Candidate> nodes(String letter, int count, String url, String flags) throws IOException {
        return nodes(letter, count, url, flags, Map.of());
    }

    /** @param more settings than those of all candidates */
    List<Candidate> nodes(String letter, int count, String url, String flags, Map<String, String> more)
            throws IOException {
        Map<String, String> settings = new HashMap<>(settings());
        settings.putAll(more);
        settings.put("FUNCTIONGRAPH_STORE", url);
        settings.put("FUNCTIONGRAPH_STORE_USER", TestPostgres.USER);
        List<Candidate> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            nodes.add(java(letter + " " + i, settings, flags, serverClassPath(), SERVER));
        }
        for (Candidate node : nodes) {
            node.address();
        }
        return nodes;
    }

    /** What the server of this letter is to find when it starts. */
    StoredInvocations stored(String letter, String function) throws IOException {
        return StoredInvocations.open(StoreLocation.in(dir.resolve(letter).resolve("data")), function);
    }

    /** The server as shipped, with the benchmark's functions on its class path. */
    Candidate server(String letter) throws IOException {
        return java(letter, serverClassPath(), SERVER);
    }

    /** The same, where credentials are required. */
    Candidate guardedServer(String letter, Path credentialsFile) throws IOException {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("FUNCTIONGRAPH_CREDENTIALS_FILE", credentialsFile.toString());
        return java(letter, settings, Run.FLAGS, serverClassPath(), SERVER);
    }

    /** One on which nearly each event needs a new process. */
    Candidate serverThatEndsIdleProcesses(String letter) throws IOException {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("FUNCTIONGRAPH_IDLE_INSTANCE_TIMEOUT", "1s");
        return java(letter, settings, Run.FLAGS, serverClassPath(), SERVER);
    }

    /** A program that is no class, with its arguments. */
    Candidate command(String letter, String... command) throws IOException {
        Candidate candidate = Candidate.run(dir.resolve(letter), Map.of(), List.of(command));
        started.push(candidate);
        return candidate;
    }

    /** Where files may be put that are deleted with the next run. */
    Path dir() {
        return dir;
    }

    private static String serverClassPath() {
        String functions = Stream.of(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> entry.endsWith("test-classes"))
                .findFirst()
                .orElseThrow();
        return JAR + File.pathSeparator + functions;
    }

    Candidate instantServer(String letter) throws IOException {
        return java(letter, CLASS_PATH, InstantServer.class.getName());
    }

    Candidate appendingServer(String letter) throws IOException {
        return java(letter, CLASS_PATH, InstantServer.class.getName(), "log");
    }

    Candidate baseline(String letter) throws IOException {
        return java(letter, CLASS_PATH, BaselineServer.class.getName());
    }

    Candidate append(String letter) throws IOException {
        return java(letter, CLASS_PATH, GroupedAppend.class.getName(), Integer.toString(Run.CONNECTIONS));
    }

    /** A class of the benchmark's own, with its arguments. */
    Candidate program(String letter, String... program) throws IOException {
        return java(letter, CLASS_PATH, program);
    }

    Round start(String letter) {
        return StartRound.byDefault(letter, dir.resolve(letter), JAR);
    }

    Round startWithOptions(String letter) throws Exception {
        return StartRound.withOptions(letter, dir.resolve(letter), JAR);
    }

    /** A class on a class path, with its arguments. */
    Candidate java(String letter, String classPath, String... program) throws IOException {
        return java(letter, settings(), Run.FLAGS, classPath, program);
    }

    private Candidate java(
            String letter, Map<String, String> settings, String flags, String classPath, String... program)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(flags.split(" ")));
        arguments.addAll(List.of("-cp", classPath));
        arguments.addAll(List.of(program));
        Candidate candidate = Candidate.start(dir.resolve(letter), settings, arguments);
        started.push(candidate);
        return candidate;
    }

    /** Without limits of what waits and of what is kept: how long a run takes is not to matter. */
    private Map<String, String> settings() {
        return Map.of(
                "FUNCTIONGRAPH_PORT", "0",
                "FUNCTIONGRAPH_FUNCTIONS", dir.resolve("functions.yaml").toString(),
                "FUNCTIONGRAPH_RETENTION_COUNT", "1000000000",
                "FUNCTIONGRAPH_MAX_BACKLOG", "1000000000",
                "FUNCTIONGRAPH_MAX_FUNCTION_BACKLOG", "1000000000");
    }

    @Override
    public void close() throws InterruptedException, IOException {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
