package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.runtime.limit.TimeLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A process below its guard, a shell that ends it with all that it has started when the server's end of a pipe is
 * closed: by the server, or by the operating system when the server has died. Thread-safe.
 */
final class ChildProcess {
    /** For what it wrote last, where a process that it left behind still has its output open. */
    private static final Duration OUTPUT_LIMIT = Duration.ofMillis(300);

    private final Process guard;
    private final OutputStream toGuard;
    private final ChildOutput output;
    private final CompletableFuture<ExitStatus> exit;

    private ChildProcess(Process guard, ChildOutput output) {
        this.guard = guard;
        this.toGuard = guard.getOutputStream();
        this.output = output;
        this.exit = guard.onExit()
                .thenCompose(ended -> lastOutput().thenApply(nothing -> new ExitStatus(ended.exitValue())));
    }

    private CompletableFuture<Void> lastOutput() {
        CompletableFuture<Void> last = output.end().copy();
        TimeLimit.set(last, OUTPUT_LIMIT, () -> last.complete(null));
        return last;
    }

    static ChildProcess start(List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process guard = builder.start();
        return new ChildProcess(guard, ChildOutput.of(guard.getInputStream()));
    }

    long guardPid() {
        return guard.pid();
    }

    ChildOutput output() {
        return output;
    }

    /** Completes when it has ended, and what it wrote is read. */
    CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    /** Completes when all that it has written until now is read. */
    CompletableFuture<Void> mark() {
        ChildOutput.Mark mark = output.mark();
        if (mark.isFirst()) {
            write(output.marker());
        }
        return mark.read();
    }

    /** Asks it to end. */
    void terminate() {
        write("TERM");
    }

    /** Ends it. */
    void kill() {
        try {
            toGuard.close();
        } catch (IOException e) {
            // The guard has ended, and with it all the rest.
            guard.destroyForcibly();
        }
    }

    private void write(String line) {
        try {
            toGuard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            toGuard.flush();
        } catch (IOException e) {
            // It has ended, which its exit tells.
            guard.destroyForcibly();
        }
    }
}
