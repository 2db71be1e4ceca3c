package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client that a command starts, in any language. The command runs once for each case. It finds in its environment
 *
 * <ul>
 *   <li>{@code CONFORMANCE_BASE_URL}, such as {@code http://127.0.0.1:4711}, before the contract's paths;
 *   <li>{@code CONFORMANCE_CASE}, one JSON object in ASCII:
 *       <table>
 *       <caption>The case</caption>
 *       <tr><td>{@code id}</td><td>names the case, for people</td></tr>
 *       <tr><td>{@code operation}</td><td>{@code invoke}, {@code list} or {@code cancel}</td></tr>
 *       <tr><td>{@code project_id}, {@code function_urn}</td><td>for the path, not encoded</td></tr>
 *       <tr><td>{@code event}</td><td>of {@code invoke}: an object; if absent, no body is sent</td></tr>
 *       <tr><td>{@code query}</td><td>of {@code list}, if there is one: parameters to strings</td></tr>
 *       <tr><td>{@code request_id}</td><td>of {@code cancel}</td></tr>
 *       <tr><td>{@code token}</td><td>if absent, no token is sent</td></tr>
 *       <tr><td>{@code access_key}, {@code secret_key}</td><td>sign the request, if the client can</td></tr>
 *       <tr><td>{@code timeout_ms}</td><td>how long the call may take in all</td></tr>
 *       </table>
 * </ul>
 *
 * It performs this one call, prints what became of it as one line of JSON, the last of its standard output, and exits
 * with 0:
 *
 * <pre>{@code
 * {"outcome":"accepted","request_id":"…"}
 * {"outcome":"listed","request_ids":["…"],"statuses":["…"],"next_marker":0}
 * {"outcome":"canceled","status":"DISCARD"}
 * {"outcome":"error","status":404,"error_code":"FSS.0404","request_id":"…"}   the server refused it
 * {"outcome":"failed"}                                                       no answer, or none that can be understood
 * {"outcome":"unsupported"}                                                  the client does not have this operation
 * }</pre>
 *
 * An error's {@code request_id} is the answer's {@code X-Request-Id}; unknown fields may be null or left out. Another
 * exit code, or another last line, means that the command is broken, and says nothing about the client. A command that
 * prints more than 8 MiB is killed.
 *
 * <p>Thread-safe.
 */
public final class ProcessClient implements ClientUnderTest {
    private static final int LAST_LINES = 10;
    private static final int LAST_BYTES = 64 * 1024;
    private static final long MOST_OUTPUT = 8 * 1024 * 1024;
    /** The interval at which the command's output and time are checked; its end is noticed at once. */
    private static final long POLL_MILLIS = 100;

    private final List<String> command;

    /** @param command a program, and its arguments */
    public ProcessClient(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public ClientReport perform(URI base, ClientCase call, Duration limit)
            throws CouldNotRunException, InterruptedException {
        try {
            Path out = Files.createTempFile("conformance", ".out");
            Path err = Files.createTempFile("conformance", ".err");
            try {
                return perform(base, call, limit, out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new CouldNotRunException("the command cannot be run: " + e.getMessage());
        }
    }

    private ClientReport perform(URI base, ClientCase call, Duration limit, Path out, Path err)
            throws IOException, CouldNotRunException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("CONFORMANCE_BASE_URL", base.toString());
        builder.environment().put("CONFORMANCE_CASE", call.toJson());
        Process process = builder.start();
        // If the kit is killed, so are its command and its files.
        Thread hook = new Thread(() -> {
            destroy(process);
            out.toFile().delete();
            err.toFile().delete();
        });
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            process.getOutputStream().close();
            long start = System.nanoTime();
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (Files.size(out) > MOST_OUTPUT || Files.size(err) > MOST_OUTPUT) {
                    throw new CouldNotRunException(
                            "the command, in the case " + call.id() + ", printed more than " + MOST_OUTPUT + " bytes");
                }
                if (System.nanoTime() - start > limit.toNanos()) {
                    return ClientReport.HUNG;
                }
            }
        } finally {
            destroy(process);
            forget(hook);
        }
        return report(call, process.exitValue(), lines(out), lines(err));
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }

    /** The last ones of a file. */
    private static List<String> lines(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - LAST_BYTES));
            byte[] last = Channels.newInputStream(channel).readNBytes(LAST_BYTES);
            return new String(last, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static ClientReport report(ClientCase call, int exitCode, List<String> out, List<String> err)
            throws CouldNotRunException {
        String what = "the command, in the case " + call.id() + ", ";
        if (exitCode != 0) {
            List<String> last = err.subList(Math.max(0, err.size() - LAST_LINES), err.size());
            throw new CouldNotRunException(what + "ended with exit code " + exitCode + ": " + String.join("\n", last));
        }
        if (out.isEmpty()) {
            throw new CouldNotRunException(what + "printed no report");
        }
        try {
            return ClientReport.parse(out.get(out.size() - 1));
        } catch (IllegalArgumentException e) {
            throw new CouldNotRunException(what + "printed a last line that " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
