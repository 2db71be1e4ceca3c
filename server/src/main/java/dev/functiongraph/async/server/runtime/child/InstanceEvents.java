package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import dev.functiongraph.async.server.runtime.limit.TimeLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of an instance, one after the other: its program's request for one, the one that it has, and its answer.
 * All of it runs on {@link SharedResources#execute}.
 */
final class InstanceEvents {
    private static final Logger log = LoggerFactory.getLogger(InstanceEvents.class);

    /** Real programs cut their request after 5 s. */
    private static final Duration HOLD = Duration.ofMillis(3_500);

    private final Instance instance;
    private final InstancePool pool;
    private final SharedResources shared;
    private boolean hasFailed;
    private @Nullable HeldRequest held;
    private @Nullable PendingAttempt current;
    private final RepeatedRequests repeated = new RepeatedRequests();
    private CompletableFuture<Void> timeLimit = new CompletableFuture<>();
    /** Of the last request, or of the last event's end. */
    private long since;

    private long lastUsed;

    InstanceEvents(Instance instance, InstancePool pool, SharedResources shared) {
        this.instance = instance;
        this.pool = pool;
        this.shared = shared;
        this.since = shared.now();
        this.lastUsed = since;
    }

    Optional<PendingAttempt> current() {
        return Optional.ofNullable(current);
    }

    boolean isAsking() {
        return held != null;
    }

    /** How long it has neither had an event nor asked for one. */
    Duration pause() {
        return current == null && held == null ? Duration.ofNanos(shared.now() - since) : Duration.ZERO;
    }

    long lastUsed() {
        return lastUsed;
    }

    void used() {
        lastUsed = shared.now();
    }

    /** Whether its last event failed, and its program has not asked for another one since. */
    boolean hasFailed() {
        return hasFailed;
    }

    /** Its program asks for an event. */
    void asked(HeldRequest request) {
        hasFailed = false;
        sendNothing();
        held = request;
    }

    /** There is no event for its program now, if it asks for one. */
    void sendNothing() {
        since = shared.now();
        if (held != null) {
            held.sendNothing();
            held = null;
        }
    }

    /** Who asks again gave up its request while the event was on its way; or it never answers, and is told so. */
    void passOver() {
        PendingAttempt attempt = current;
        if (attempt == null) {
            return;
        }
        if (repeated.areTooMany(attempt)) {
            finish(failed("its program asked for the next event without an answer to this one"));
        } else {
            notSent(attempt);
        }
    }

    /** @return whether it has taken the event: its program may have gone away */
    boolean take(PendingAttempt attempt) {
        HeldRequest request = held;
        held = null;
        since = shared.now();
        if (request == null || request.isGone()) {
            return false;
        }
        current = attempt;
        lastUsed = since;
        pool.leftover().moveTo(attempt.log());
        instance.output().ifPresent(output -> output.begin(attempt.log()));
        CompletableFuture<Void> limit = new CompletableFuture<>();
        timeLimit = limit;
        TimeLimit.set(limit, instance.function.timeout(), () -> shared.execute(() -> timedOut(attempt)));
        request.send(attempt.headers(), attempt.event()).whenComplete((sent, failure) -> {
            if (failure != null) {
                shared.execute(() -> notSent(attempt));
            }
        });
        return true;
    }

    /** No attempt counts that its program did not get. */
    private void notSent(PendingAttempt attempt) {
        if (attempt.equals(current)) {
            leave();
            pool.giveBack(attempt);
        }
    }

    private void timedOut(PendingAttempt attempt) {
        if (attempt.equals(current)) {
            finish(ResultLimits.timedOut(instance.function));
            instance.end();
        }
    }

    /** Its attempt is to be stopped. */
    void stop(PendingAttempt attempt) {
        if (attempt.equals(current)) {
            finish(new Outcome.Unavailable("it was stopped"));
            instance.end();
        }
    }

    void answered(String requestId, byte[] body) {
        PendingAttempt attempt = current;
        if (isOfCurrent(requestId) && attempt != null) {
            finish(new Outcome.Success(ResultLimits.recorded(body, attempt.log()::append)));
            pool.dispatch();
        }
    }

    void failed(String requestId, byte[] body, MemoryLimit memory) {
        if (isOfCurrent(requestId)) {
            FailureReport report = FailureReport.of(body);
            boolean isMemory = report.type().equals("MemoryError");
            finish(failed(isMemory ? memory.message() + " (MemoryError)" : report.message()), report);
            pool.dispatch();
        }
    }

    /** Answers that are late, or come twice, are harmless. */
    private boolean isOfCurrent(String requestId) {
        PendingAttempt attempt = current;
        if (attempt != null && attempt.requestId().equalsIgnoreCase(requestId)) {
            return true;
        }
        log.debug("{} answered '{}', which is not the event that it has", instance, requestId);
        if (attempt != null && !requestId.isEmpty()) {
            attempt.log()
                    .append("[an answer for request id '" + ResultLimits.firstLine(requestId)
                            + "' is ignored: it is not the event that runs]");
        }
        return false;
    }

    /** Its event, if it has one, ends so. */
    void finish(Outcome outcome) {
        finish(outcome, FailureReport.NONE);
    }

    private void finish(Outcome outcome, FailureReport report) {
        PendingAttempt attempt = current;
        if (attempt != null) {
            leave();
            lastUsed = since;
            hasFailed = outcome instanceof Outcome.FunctionError;
            report.stackTrace().forEach(attempt.log()::append);
            shared.complete(() -> attempt.outcome().complete(outcome));
        }
    }

    private void leave() {
        current = null;
        timeLimit.complete(null);
        since = shared.now();
        instance.output().ifPresent(ChildOutput::end);
    }

    static Outcome failed(String message) {
        return new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, ResultLimits.message(message));
    }

    /** Called again and again: a request is answered before its program gives it up. */
    void tick() {
        if (held != null && shared.now() - since > HOLD.toNanos()) {
            sendNothing();
        }
    }
}
