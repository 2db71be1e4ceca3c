package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A process below its guard, a shell that ends it with all that it has started when the server's end of a pipe is
 * closed: by the server, or by the operating system when the server has died. Thread-safe.
 */
final class ChildProcess {
    private final Process guard;
    private final OutputStream toGuard;
    private final ChildOutput output;
    private final CompletableFuture<ExitStatus> exit;

    private ChildProcess(Process guard, OutputReader reader) {
        this.guard = guard;
        this.toGuard = guard.getOutputStream();
        this.output = new ChildOutput(guard.getInputStream());
        reader.add(output);
        this.exit = guard.onExit().thenApply(ended -> {
            reader.remove(output);
            output.read();
            return new ExitStatus(ended.exitValue());
        });
    }

    static ChildProcess start(
            List<String> command, Map<String, String> environment, Path directory, OutputReader reader)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), reader);
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

    /** Asks it to end. */
    void terminate() {
        try {
            toGuard.write('\n');
            toGuard.flush();
        } catch (IOException e) {
            // It has ended, which its exit tells.
            guard.destroyForcibly();
        }
    }

    /** Ends the guard, which does not end by itself any more. */
    void abandon() {
        guard.destroyForcibly();
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
}
