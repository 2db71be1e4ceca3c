package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import dev.functiongraph.async.server.runtime.limit.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of a function, from its start to its end, and the event that it has. All of it runs on {@link
 * Machinery#execute}, but {@link #launch}.
 */
final class Instance {
    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    /** Real programs cut their request after 5 s. */
    private static final Duration HOLD = Duration.ofMillis(3_500);
    /** After an answer, or a request that brought no event, the next request is expected soon. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** FunctionGraph's own for an initializer. */
    private static final Duration INITIALIZER_LIMIT = Duration.ofMinutes(5);

    private static final Duration GRACE = Duration.ofSeconds(1);

    private enum State {
        STARTING,
        READY,
        ENDING,
        ENDED
    }

    final FunctionDefinition function;
    final Child child;
    private final InstancePool pool;
    private final CodeSource source;
    private final Machinery machinery;
    private final String name;
    private final RuntimeApi.Address address;
    private State state = State.STARTING;
    private CodeSource.@Nullable Version code;
    private @Nullable Path temporary;
    private @Nullable ChildProcess process;
    private volatile long guardPid;
    private @Nullable HeldRequest held;
    private @Nullable PendingAttempt current;
    /** The last one during which its program asked for another event. */
    private @Nullable PendingAttempt passedOver;

    private CompletableFuture<Void> timeLimit = new CompletableFuture<>();
    /** Of the last change of the state, or of the last event's end, or of the last request. */
    private long since;

    private long lastUsed;
    private boolean forcedEnd;
    private boolean exceededMemory;

    Instance(FunctionDefinition function, Child child, CodeSource source, InstancePool pool, Machinery machinery)
            throws IOException {
        this.function = function;
        this.child = child;
        this.source = source;
        this.pool = pool;
        this.machinery = machinery;
        this.name = Orphans.name(machinery.nextNumber());
        this.since = machinery.now();
        this.lastUsed = since;
        this.address = machinery.api().open(new Port());
    }

    boolean isStarting() {
        return state == State.STARTING;
    }

    /** Whether it can take an event now. */
    boolean isFree() {
        return state == State.READY && current == null && held != null;
    }

    /** Whether it will ask for an event within a moment, most likely. */
    boolean isAboutToAsk() {
        return state == State.READY
                && current == null
                && held == null
                && machinery.now() - since < Machinery.TICK.toNanos();
    }

    boolean isIdle() {
        return state == State.READY && current == null;
    }

    boolean isWorking() {
        return state == State.STARTING || (state == State.READY && current != null);
    }

    boolean isEnding() {
        return state == State.ENDING;
    }

    long lastUsed() {
        return lastUsed;
    }

    boolean runs(FunctionDefinition wanted, Optional<CodeSource.Version> version) {
        return function.runtime().equals(wanted.runtime())
                && function.timeout().equals(wanted.timeout())
                && (code == null || version.isEmpty() || version.get().equals(code));
    }

    /** Starts the process, on a thread that may block. */
    void launch() {
        try {
            Optional<InstanceStart.Started> started =
                    new InstanceStart(function, child, source, machinery, name, address.text()).start();
            if (started.isEmpty()) {
                machinery.later(this::launchAgain);
                return;
            }
            guardPid = started.get().process().guardPid();
            machinery.execute(() -> launched(started.get()));
        } catch (InstanceStart.Failure e) {
            machinery.execute(() -> startFailed(e.outcome()));
        }
    }

    /** Its code was changing. */
    private void launchAgain() {
        if (state == State.STARTING) {
            machinery.block(this::launch);
        } else {
            ended();
            pool.ended(this);
        }
    }

    private void launched(InstanceStart.Started started) {
        code = started.code();
        temporary = started.temporary();
        process = started.process();
        log.debug("{} is started as process {}", this, guardPid);
        started.process().exit().thenAccept(status -> machinery.execute(() -> exited(status)));
        if (state == State.ENDING) {
            started.process().kill();
        } else if (held != null) {
            checkCode(started.code());
        }
    }

    private void startFailed(Outcome outcome) {
        end();
        ended();
        pool.startFailed(outcome);
        pool.ended(this);
    }

    /** Its program asks for an event. */
    private void asked(HeldRequest request) {
        if (held != null) {
            held.sendNothing();
            held = null;
        }
        if (state != State.STARTING && state != State.READY) {
            request.sendNothing();
            return;
        }
        held = request;
        since = machinery.now();
        if (state == State.STARTING) {
            if (code != null) {
                checkCode(code);
            }
        } else {
            passOver();
            pool.dispatch();
        }
    }

    /** Who asks again gave up its request while the event was on its way; or it never answers, and is told so. */
    private void passOver() {
        PendingAttempt attempt = current;
        if (attempt == null) {
            return;
        }
        if (attempt.equals(passedOver)) {
            finish(failed("its program asked for the next event without an answer to this one"));
        } else {
            passedOver = attempt;
            notSent(attempt);
        }
    }

    private void checkCode(CodeSource.Version version) {
        machinery.block(() -> {
            boolean same = source.isStill(version);
            machinery.execute(() -> ready(same));
        });
    }

    /** @param unchanged whether the code that it has loaded was complete: else it is started again */
    private void ready(boolean unchanged) {
        if (state != State.STARTING) {
            return;
        }
        if (unchanged) {
            state = State.READY;
            lastUsed = machinery.now();
            pool.started();
        } else {
            end();
        }
    }

    /** @return whether it has taken the event: its program may have gone away */
    boolean take(PendingAttempt attempt) {
        HeldRequest request = held;
        ChildProcess running = process;
        held = null;
        since = machinery.now();
        if (request == null || running == null || request.isGone()) {
            return false;
        }
        current = attempt;
        lastUsed = since;
        running.output().begin(attempt.log());
        CompletableFuture<Void> limit = new CompletableFuture<>();
        timeLimit = limit;
        TimeLimit.set(limit, function.timeout(), () -> machinery.execute(() -> timedOut(attempt)));
        request.send(attempt.headers(), attempt.event()).whenComplete((sent, failure) -> {
            if (failure != null) {
                machinery.execute(() -> notSent(attempt));
            }
        });
        return true;
    }

    /** No attempt counts that its program did not get. */
    private void notSent(PendingAttempt attempt) {
        ChildProcess running = process;
        if (attempt.equals(current) && running != null) {
            timeLimit.complete(null);
            current = null;
            running.output().end();
            since = machinery.now();
            pool.giveBack(attempt);
        }
    }

    private void timedOut(PendingAttempt attempt) {
        if (attempt.equals(current)) {
            finish(ResultLimits.timedOut(function));
            end();
        }
    }

    /** Its attempt is to be stopped. */
    void stop(PendingAttempt attempt) {
        if (attempt.equals(current)) {
            finish(new Outcome.Unavailable("it was stopped"));
            end();
        }
    }

    boolean has(PendingAttempt attempt) {
        return attempt.equals(current);
    }

    private void answered(String requestId, byte[] body) {
        if (isOfCurrent(requestId)) {
            finish(new Outcome.Success(ResultLimits.recorded(body)));
            pool.dispatch();
        }
    }

    private void failed(String requestId, byte[] body) {
        PendingAttempt attempt = current;
        if (attempt != null && isOfCurrent(requestId)) {
            FailureReport report = FailureReport.of(body);
            finish(
                    failed(report.type().equals("MemoryError") ? exceeded() + " (MemoryError)" : report.message()),
                    () -> report.stackTrace().forEach(attempt.log()::append));
            pool.dispatch();
        }
    }

    /** Answers that are late, or come twice, are harmless. */
    private boolean isOfCurrent(String requestId) {
        PendingAttempt attempt = current;
        if (attempt != null && attempt.requestId().equalsIgnoreCase(requestId)) {
            return true;
        }
        log.debug("{} answered '{}', which is not the event that it has", this, requestId);
        if (attempt != null && !requestId.isEmpty()) {
            attempt.log()
                    .append("[an answer for request id '" + ResultLimits.firstLine(requestId)
                            + "' is ignored: it is not the event that runs]");
        }
        return false;
    }

    private void finish(Outcome outcome) {
        finish(outcome, () -> {});
    }

    /** @param lastWords written to the log behind all output */
    private void finish(Outcome outcome, Runnable lastWords) {
        PendingAttempt attempt = current;
        ChildProcess running = process;
        if (attempt == null || running == null) {
            return;
        }
        current = null;
        timeLimit.complete(null);
        since = machinery.now();
        lastUsed = since;
        running.output().end();
        lastWords.run();
        machinery.complete(() -> attempt.outcome().complete(outcome));
    }

    /** Ends it: first it is asked to. */
    void end() {
        if (state == State.STARTING || state == State.READY) {
            state = State.ENDING;
            since = machinery.now();
            if (held != null) {
                held.sendNothing();
                held = null;
            }
            if (process != null) {
                process.terminate();
            }
        }
    }

    /** Ends it at once. */
    void kill() {
        end();
        forcedEnd = true;
        if (process != null) {
            process.kill();
        }
    }

    private void exited(ExitStatus status) {
        State before = state;
        PendingAttempt attempt = current;
        ChildProcess ended = process;
        if (ended == null || state == State.ENDED) {
            return;
        }
        end();
        ended.kill();
        String output = (attempt == null ? ended.output().between() : attempt.log()).text();
        String what = exceededMemory || isOutOfMemory(status, output)
                ? exceeded()
                : "its process " + status + tooEarly(before, status) + FailureReport.lastLines(output);
        log.debug("{} {}", this, what);
        if (attempt != null) {
            current = null;
            timeLimit.complete(null);
            machinery.complete(() -> attempt.outcome().complete(failed(what)));
        }
        ended();
        if (before == State.STARTING) {
            boolean isCode = child.language() == Language.CUSTOM && status.isNotStarted();
            pool.startFailed(isCode ? failed(what) : new Outcome.Unavailable(what));
        }
        pool.ended(this);
    }

    private static String tooEarly(State before, ExitStatus status) {
        if (before == State.STARTING) {
            return status.isNotStarted() ? "" : " before it asked for an event";
        }
        return status.number() == 0 ? " before it answered" : "";
    }

    private boolean isOutOfMemory(ExitStatus status, String output) {
        return child.language() == Language.NODEJS && status.isAborted() && output.contains("heap out of memory");
    }

    private String exceeded() {
        return "exceeded its memory of " + (child.memory() >> 20) + " MiB";
    }

    private static Outcome failed(String message) {
        return new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, ResultLimits.message(message));
    }

    /** Nothing of it is left. */
    private void ended() {
        state = State.ENDED;
        address.close();
        Path directory = temporary;
        machinery.block(() -> {
            Orphans.endThoseOf(name);
            if (directory != null) {
                WorkDirectory.delete(directory);
            }
        });
    }

    /** Called again and again, for what takes too long. */
    void tick() {
        long passed = machinery.now() - since;
        if (held != null && passed > HOLD.toNanos()) {
            held.sendNothing();
            held = null;
            since = machinery.now();
        } else if (state == State.STARTING && passed > startLimit().toNanos()) {
            pool.startFailed(new Outcome.Unavailable(
                    "it did not ask for an event within " + startLimit().toSeconds() + " s of its start"));
            end();
        } else if (state == State.READY && current == null && held == null && passed > MAX_PAUSE.toNanos()) {
            log.debug("{} has not asked for an event for {} s; it is ended", this, MAX_PAUSE.toSeconds());
            end();
        } else if (state == State.ENDING && passed > GRACE.toNanos() && !forcedEnd) {
            kill();
        }
    }

    private Duration startLimit() {
        return child.initializer().isPresent() ? INITIALIZER_LIMIT : START_LIMIT;
    }

    void checkMemory(ProcessTable table) {
        if (guardPid == 0 || exceededMemory || !isWorking()) {
            return;
        }
        Set<Long> members = table.members(guardPid);
        if (table.memory(members, child.memory() + Machinery.GUARD_BYTES) > child.memory() + Machinery.GUARD_BYTES) {
            exceededMemory = true;
            if (current != null) {
                finish(failed(exceeded()));
            }
            kill();
        }
    }

    @Override
    public String toString() {
        return "instance " + name + " of " + function.urn().functionName();
    }

    /** Its port of the runtime API: what comes there is told in the machinery's turn. */
    private final class Port implements RuntimeApi.Port {
        @Override
        public long guardPid() {
            return guardPid;
        }

        @Override
        public void asked(HeldRequest request) {
            machinery.execute(() -> Instance.this.asked(request));
        }

        @Override
        public void answered(String requestId, byte[] body) {
            machinery.execute(() -> Instance.this.answered(requestId, body));
        }

        @Override
        public void failed(String requestId, byte[] body) {
            machinery.execute(() -> Instance.this.failed(requestId, body));
        }
    }
}
