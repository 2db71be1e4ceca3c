package dev.functiongraph.async.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The executable jar, as an operator runs it. */
final class ServerProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<URI> listening = new CompletableFuture<>();
    private final Semaphore reading = new Semaphore(1);
    private final CompletableFuture<Void> output;

    private ServerProcess(Process process) {
        this.process = process;
        // Not one of the few threads that all share: it is needed as long as the process runs.
        this.output = CompletableFuture.runAsync(this::read, task -> new Thread(task, "output").start());
    }

    static ServerProcess start(Path dir, String... arguments) throws IOException {
        return run(dir, command(dir, arguments));
    }

    /** Another jar than this build's. */
    static ServerProcess startOther(Path jar, Path dir, String... arguments) throws IOException {
        List<String> command = command(dir, arguments);
        command.removeIf(option -> option.startsWith("-XX:SharedArchiveFile="));
        command.set(command.indexOf("-jar") + 1, jar.toString());
        return run(dir, command);
    }

    /** On another Java, or with another temporary directory. */
    static ServerProcess startOn(Path java, Path temporary, Path dir, String... arguments) throws IOException {
        return run(dir, command(java, temporary, arguments));
    }

    /** No file that it writes can become longer than that: a write beyond it fails, as on a full disk. */
    static ServerProcess startWithFileLimit(int kibibytes, Path dir, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "bash"));
        command.addAll(command(dir, arguments));
        return run(dir, command);
    }

    /** With the functions of the tests on its class path, and little memory. */
    static ServerProcess startWithTestFunctions(Path dir, String... arguments) throws IOException {
        List<String> command = command(dir, arguments);
        int jar = command.indexOf("-jar");
        String classPath = System.getProperty("server.jar") + File.pathSeparator + "target/test-classes";
        String absolute = Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        command.subList(jar, jar + 2).clear();
        command.addAll(jar, List.of("-Xmx64m", "-cp", absolute, "dev.functiongraph.async.server.Main"));
        return run(dir, command);
    }

    /** Its classes are in that archive when it has ended. */
    static ServerProcess startToArchive(Path archive, Path dir, String... arguments) throws IOException {
        List<String> command = command(dir, arguments);
        command.add(1, "-XX:ArchiveClassesAtExit=" + archive);
        return run(dir, command);
    }

    private static List<String> command(Path dir, String... arguments) {
        return command(Path.of(System.getProperty("java.home")), dir, arguments);
    }

    private static List<String> command(Path java, Path temporary, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java.resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(StartArchive.options(java));
        command.addAll(List.of("-jar", System.getProperty("server.jar")));
        command.addAll(List.of(arguments));
        return command;
    }

    private static ServerProcess run(Path dir, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("FUNCTIONGRAPH_"));
        return new ServerProcess(builder.start());
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                reading.acquireUninterruptibly();
                reading.release();
                lines.add(line);
                if (line.startsWith("Listening on ")) {
                    listening.complete(URI.create(line.substring("Listening on ".length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nobody reads what it prints. */
    void stopReading() {
        reading.acquireUninterruptibly();
    }

    void readAgain() {
        reading.release();
    }

    /** Completes when it listens. */
    CompletableFuture<URI> listening() {
        return listening;
    }

    URI uri() throws Exception {
        return listening.get(60, TimeUnit.SECONDS);
    }

    HttpResponse<String> invoke(String function, String event) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + TestServer.path(function)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** All that it has printed, to either stream. */
    String output() {
        return String.join("\n", List.copyOf(lines));
    }

    /** SIGKILL: no hook runs. Not by the process itself, which would throw away what it has printed. */
    void kill() throws Exception {
        process.toHandle().destroyForcibly();
        exitStatus();
    }

    /** SIGSTOP: it does nothing more, and does not know it, until it is resumed. */
    void pause() throws Exception {
        signal("STOP");
    }

    void resume() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("cannot send " + name + " to " + process.pid());
        }
    }

    /** SIGTERM. Not by the process itself either. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits until it has ended, whether anybody reads its output or not. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server still runs");
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int exitStatus() throws Exception {
        awaitEnd();
        output.get(60, TimeUnit.SECONDS);
        return process.exitValue();
    }

    /** Until it has ended, it may still write to its directory. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
