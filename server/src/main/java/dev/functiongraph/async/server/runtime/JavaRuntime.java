package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import dev.functiongraph.async.server.runtime.limit.TimeLimit;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The runtime of handlers from the class path, each function on threads of its own. A handler that goes on after its
 * timeout keeps its thread; as many as the function's concurrency may do so, then the function is busy until one of
 * them ends.
 */
final class JavaRuntime {
    private static final Logger log = LoggerFactory.getLogger(JavaRuntime.class);

    /** The key of the lines that the log's pattern shows below a message, which is always one line. */
    static final String STACK_TRACE = "stackTrace";

    private final HandlerClasses classes;
    private final Map<String, Loaded> handlers = new ConcurrentHashMap<>();
    private final Map<FunctionUrn, FunctionThreads> threads = new ConcurrentHashMap<>();
    private final ExitingAttempts exiting = new ExitingAttempts();

    JavaRuntime(HandlerClasses classes) {
        this.classes = classes;
    }

    /** @param loader the one that its class was loaded by, which is another one when its code has changed */
    private record Loaded(ClassLoader loader, FunctionHandler handler) {}

    Optional<String> problem(RuntimeDefinition.Java definition) {
        try {
            handler(definition);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    CompletableFuture<Outcome> invoke(
            FunctionDefinition function, RuntimeDefinition.Java definition, Attempt attempt, FunctionLog output) {
        FunctionThreads own = threads.computeIfAbsent(function.urn(), urn -> new FunctionThreads());
        if (own.occupied() >= function.concurrency()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Unavailable("earlier attempts still run after their timeout", true));
        }
        AttemptContext context = new AttemptContext(
                attempt.invocation().requestId(),
                attempt.number(),
                attempt.invocation().function(),
                System.nanoTime() + function.timeout().toNanos(),
                output);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        FutureTask<Outcome> run = new FutureTask<>(() -> run(definition, attempt, context, outcome));
        TimeLimit.set(outcome, function.timeout(), () -> outcome.complete(ResultLimits.timedOut(function)));
        outcome.whenComplete((ended, failure) -> run.cancel(true));
        own.run(
                () -> run(attempt, run, outcome),
                () -> outcome.complete(outcome(run)),
                () -> outcome.complete(new Outcome.Unavailable("no thread could be started for it")));
        return outcome;
    }

    /** Ends the attempts that have called {@code System.exit} as failed; their threads never return. */
    void failExiting() {
        exiting.fail();
    }

    private void run(Attempt attempt, FutureTask<Outcome> run, CompletableFuture<Outcome> outcome) {
        exiting.started(attempt, outcome);
        try {
            run.run();
        } finally {
            exiting.ended();
        }
    }

    /** Of a run that was canceled its outcome is known already, and this one does not count. */
    private static Outcome outcome(FutureTask<Outcome> run) {
        try {
            return run.get();
        } catch (Exception e) {
            return failed("it could not be told why it failed");
        }
    }

    /** Runs the handler; whatever it throws is the function's failure. */
    private Outcome run(
            RuntimeDefinition.Java definition,
            Attempt attempt,
            AttemptContext context,
            CompletableFuture<Outcome> outcome) {
        FunctionHandler handler;
        try {
            handler = handler(definition);
        } catch (IllegalArgumentException e) {
            return failed(String.valueOf(e.getMessage()));
        }
        try {
            return new Outcome.Success(ResultLimits.recorded(
                    handler.handle(attempt.invocation().event().text(), context), context::log));
        } catch (Throwable e) {
            String message = HandlerFailure.message(e);
            if (!outcome.isDone()) {
                String stackTrace = HandlerFailure.stackTrace(e);
                context.log(stackTrace.stripTrailing());
                log(attempt, message, stackTrace);
            }
            return failed(message);
        }
    }

    /** The throwable itself is not handed to the log, where its own code would run. */
    private static void log(Attempt attempt, String message, String stackTrace) {
        try (MDC.MDCCloseable trace = MDC.putCloseable(STACK_TRACE, stackTrace)) {
            log.warn(
                    "{} attempt {} of {} failed: {}",
                    attempt.invocation().requestId(),
                    attempt.number(),
                    attempt.invocation().function(),
                    message);
        }
    }

    private static Outcome failed(String message) {
        return new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, ResultLimits.message(message));
    }

    private FunctionHandler handler(RuntimeDefinition.Java definition) {
        ClassLoader loader = classes.loaderOf(definition.handler());
        Loaded loaded = handlers.get(definition.handler());
        if (loaded != null && loaded.loader == loader) {
            return loaded.handler;
        }
        return handlers.compute(
                        definition.handler(),
                        (name, last) -> last != null && last.loader == loader
                                ? last
                                : new Loaded(loader, instantiate(name, loader)))
                .handler;
    }

    private static FunctionHandler instantiate(String className, ClassLoader loader) {
        try {
            return Class.forName(className, true, loader)
                    .asSubclass(FunctionHandler.class)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("class not found: " + className + " (is its jar on the class path?)");
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(className + " does not implement FunctionHandler");
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(className + " has no public constructor without parameters");
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    className + " cannot be constructed: " + HandlerFailure.message(e.getTargetException()));
        } catch (Throwable e) {
            throw new IllegalArgumentException(className + " cannot be constructed: " + HandlerFailure.message(e));
        }
    }
}
