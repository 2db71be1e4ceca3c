package dev.functiongraph.async.server.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A measured program in a JVM of its own, with the usage that the operating system accounts to it. */
final class Candidate implements Measured, AutoCloseable {
    private static final Set<String> JVM_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private static final long GRACE_SECONDS = 30;

    private final Process process;
    private final Path dir;
    private final BufferedReader output;
    private final PrintStream input;
    private @Nullable URI address;

    private Candidate(Process process, Path dir) {
        this.process = process;
        this.dir = dir;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param dir its working directory, made now and deleted in the end; what it logs is kept beside it
     * @param settings of a server: variables of its environment
     * @param arguments of the command {@code java}
     */
    static Candidate start(Path dir, Map<String, String> settings, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return run(dir, settings, command);
    }

    /** Starts one that is no Java. */
    static Candidate run(Path dir, Map<String, String> settings, List<String> command) throws IOException {
        Files.createDirectories(dir);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dir.toFile()).redirectError(log(dir).toFile());
        // What is meant for this process would be obeyed by each of its children.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("FUNCTIONGRAPH_") || JVM_OPTIONS.contains(name));
        builder.environment().putAll(settings);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Candidate(process, dir);
    }

    private static Path log(Path dir) {
        return dir.resolveSibling(dir.getFileName() + ".log");
    }

    @Override
    public URI address() throws IOException {
        if (address == null) {
            address = URI.create(await("Listening on "));
        }
        return address;
    }

    String pid() {
        return Long.toString(process.pid());
    }

    void tell(String line) {
        input.println(line);
    }

    /** Waits for a line that begins so, and returns the rest of it. */
    String await(String prefix) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException("it ended, or never said: " + prefix + "; see " + log(dir));
    }

    /** The time that all its threads have had of all processors: on Linux, utime and stime of /proc/PID/stat. */
    @Override
    public Duration cpu() {
        return cpu(process.toHandle());
    }

    static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException("it has ended"));
    }

    @Override
    public OptionalLong residentBytes() throws IOException {
        Path status = Path.of("/proc", pid(), "status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
    }

    /** Tells it that nothing more will be asked, and gives it time to end. */
    void end() throws InterruptedException {
        input.close();
        process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    /** Lets it end as an operator would. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroyForcibly().waitFor();
        Candidates.delete(dir);
    }
}
