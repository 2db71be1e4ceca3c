package dev.functiongraph.async.server;

import dev.functiongraph.async.server.process.ExitStatus;
import dev.functiongraph.async.server.process.StandardStreams;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the server's process: an orderly stop on the first signal, or when a function calls {@code System.exit};
 * at once on a second signal.
 */
final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOG_LIMIT = Duration.ofSeconds(1);
    /** Ctrl-C reaches Maven too, which passes it on as SIGTERM: that is not a second request. */
    private static final Duration PASSED_ON = Duration.ofSeconds(2);

    private final CompletableFuture<FunctionGraphServer> server = new CompletableFuture<>();
    private volatile boolean startFailed;
    private boolean stopping;
    private @Nullable ProcessSignal first;
    private long firstAt;

    private Shutdown() {}

    /** Takes over the signals that end a process. */
    static Shutdown install() {
        Shutdown shutdown = new Shutdown();
        for (ProcessSignal signal : ProcessSignal.values()) {
            try {
                signal.handle(shutdown::onSignal);
            } catch (ReflectiveOperationException e) {
                log.debug("SIG{} is left to the Java virtual machine", signal, e);
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::onExit, "shutdown"));
        return shutdown;
    }

    void started(FunctionGraphServer running) {
        server.complete(running);
    }

    /** There is nothing to stop: the process may end. */
    void startFailed() {
        startFailed = true;
    }

    private void onSignal(ProcessSignal signal) {
        int status = ExitStatus.ofSignal(signal.number());
        if (stopsFirst(signal)) {
            log.info("SIG{}: the server stops", signal);
            stop(ExitStatus.STOPPED, status);
        } else if (isRepeated(signal)) {
            log.warn("SIG{} again: the process ends now; what still runs is run again at the next start", signal);
            end(status);
        }
    }

    /** Runs on the thread of a shutdown hook. No signal leads here any more, so somebody has called System.exit. */
    private void onExit() {
        if (startFailed) {
            return;
        }
        ExitCallers.log();
        if (!server.isDone()) {
            end(ExitStatus.EXIT_CALLED);
        } else if (stopsFirst(null)) {
            stop(ExitStatus.EXIT_CALLED, ExitStatus.EXIT_CALLED);
        }
        // The process would end when this thread does; the stop that is under way ends it in its time.
        new CompletableFuture<>().join();
    }

    private synchronized boolean stopsFirst(@Nullable ProcessSignal signal) {
        if (stopping) {
            return false;
        }
        stopping = true;
        first = signal;
        firstAt = System.nanoTime();
        return true;
    }

    private synchronized boolean isRepeated(ProcessSignal signal) {
        return first == null || first == signal || System.nanoTime() - firstAt > PASSED_ON.toNanos();
    }

    private void stop(int status, int statusIfNotStarted) {
        if (!server.isDone()) {
            log.info(
                    "The server is still starting; it stops when it has started, or after {} s",
                    START_LIMIT.toSeconds());
        }
        try {
            end(new OrderlyStop(server.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)).run(status));
        } catch (TimeoutException e) {
            log.warn("The server is still starting; the process ends");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        end(statusIfNotStarted);
    }

    /** Runs no shutdown hooks: one of a function may never return. */
    private static void end(int status) {
        StandardStreams.flush(LOG_LIMIT);
        Runtime.getRuntime().halt(status);
    }
}
