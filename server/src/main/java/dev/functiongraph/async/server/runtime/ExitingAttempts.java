package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.process.ExitFrame;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of Java functions by their threads, to find those that have called {@code System.exit}: it never
 * returns, and the process waits for its shutdown. Thread-safe.
 */
final class ExitingAttempts {
    private static final Logger log = LoggerFactory.getLogger(ExitingAttempts.class);

    private final Map<Thread, Running> running = new ConcurrentHashMap<>();

    /** To be called by the attempt's own thread, before its handler. */
    void started(Attempt attempt, CompletableFuture<Outcome> outcome) {
        running.put(Thread.currentThread(), new Running(attempt, outcome));
    }

    /** To be called by the attempt's own thread, behind its handler. */
    void ended() {
        running.remove(Thread.currentThread());
    }

    /** Calling it is the function's failure. */
    void fail() {
        running.forEach((thread, attempt) -> {
            if (isExiting(thread)
                    && attempt.outcome.complete(
                            new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "the function called System.exit"))) {
                log.error(
                        "{} has called System.exit in attempt {} of {}, which ends the server",
                        attempt.attempt.invocation().function(),
                        attempt.attempt.number(),
                        attempt.attempt.invocation().requestId());
            }
        });
    }

    private static boolean isExiting(Thread thread) {
        return Arrays.stream(thread.getStackTrace()).anyMatch(ExitFrame::is);
    }

    private record Running(Attempt attempt, CompletableFuture<Outcome> outcome) {}
}
