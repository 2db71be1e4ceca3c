package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs handlers from the class path, each attempt on a thread of its own. A handler that goes on after its time-out keeps
 * its thread; as many as the function's concurrency may do so, then the function is busy until one of them ends.
 */
final class JavaRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JavaRuntime.class);

    private final Map<String, FunctionHandler> handlers = new ConcurrentHashMap<>();
    private final Map<FunctionUrn, AtomicInteger> threads = new ConcurrentHashMap<>();
    private final ExitingAttempts exiting = new ExitingAttempts();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "function");
        thread.setDaemon(true);
        return thread;
    });

    Optional<String> problem(RuntimeDefinition.Java definition) {
        try {
            handler(definition);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    CompletableFuture<Outcome> invoke(FunctionDefinition function, RuntimeDefinition.Java definition, Attempt attempt) {
        AtomicInteger occupied = threads.computeIfAbsent(function.urn(), urn -> new AtomicInteger());
        if (occupied.get() >= function.concurrency()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Unavailable("earlier attempts still run after their time-out"));
        }
        occupied.incrementAndGet();
        long timeoutNanos = function.timeout().toNanos();
        AttemptContext context = new AttemptContext(
                attempt.invocation().requestId(),
                attempt.number(),
                attempt.invocation().function(),
                System.nanoTime() + timeoutNanos);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        FutureTask<Outcome> run = new FutureTask<>(() -> run(definition, attempt, context));
        outcome.completeOnTimeout(Results.timedOut(function), timeoutNanos, TimeUnit.NANOSECONDS)
                .whenComplete((ended, failure) -> run.cancel(true));
        try {
            executor.execute(() -> {
                exiting.started(attempt, outcome);
                run.run();
                exiting.ended();
                // Before the outcome is known: with it, the next attempt may come.
                occupied.decrementAndGet();
                complete(outcome, run);
            });
        } catch (RuntimeException | Error e) {
            occupied.decrementAndGet();
            throw e;
        }
        return outcome;
    }

    /** Ends the attempts that have called {@code System.exit} as failed; their threads never return. */
    void failExiting() {
        exiting.fail();
    }

    private static void complete(CompletableFuture<Outcome> outcome, FutureTask<Outcome> run) {
        if (!run.isCancelled()) {
            try {
                outcome.complete(run.get());
            } catch (ExecutionException e) {
                outcome.completeExceptionally(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome run(RuntimeDefinition.Java definition, Attempt attempt, FunctionContext context) {
        try {
            String result =
                    handler(definition).handle(attempt.invocation().event().text(), context);
            return new Outcome.Success(
                    Results.recorded(result == null ? new byte[0] : result.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            log.debug("{} attempt {} failed", context.requestId(), context.attempt(), e);
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, Results.message(message));
        }
    }

    private FunctionHandler handler(RuntimeDefinition.Java definition) {
        return handlers.computeIfAbsent(definition.handler(), JavaRuntime::instantiate);
    }

    private static FunctionHandler instantiate(String className) {
        try {
            return Class.forName(className)
                    .asSubclass(FunctionHandler.class)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("the class path has no class " + className);
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(className + " does not implement FunctionHandler");
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(className + " has no public constructor without parameters");
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(className + " cannot be constructed");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
