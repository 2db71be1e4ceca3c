package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.invocation.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of a function, from its start to its end. All of it runs on {@link SharedResources#execute}, but {@link
 * #launch} and {@link #guardPid}.
 */
final class Instance {
    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    /** After an answer, or a request that brought no event, the next request is expected soon. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** FunctionGraph's own for an initializer. */
    private static final Duration INITIALIZER_LIMIT = Duration.ofMinutes(5);

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration HOPELESS = Duration.ofSeconds(10);

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
    private final SharedResources shared;
    private final String name;
    private final RuntimeApi.Address address;
    private State state = State.STARTING;
    private CodeSource.@Nullable Version code;
    private @Nullable Path temporary;
    private @Nullable ChildProcess process;
    private volatile long guardPid;
    private final MemoryLimit memory;
    private final InstanceEvents events;
    /** Of the last change of the state. */
    private long since;

    private boolean forcedEnd;

    Instance(FunctionDefinition function, Child child, CodeSource source, InstancePool pool, SharedResources shared)
            throws IOException {
        this.function = function;
        this.child = child;
        this.source = source;
        this.pool = pool;
        this.shared = shared;
        this.name = shared.newName();
        this.since = shared.now();
        this.memory = new MemoryLimit(child, shared.groups().map(groups -> groups.group(name)));
        this.events = new InstanceEvents(this, pool, shared);
        this.address = shared.api().open(new InstancePort(this, shared));
    }

    boolean isStarting() {
        return state == State.STARTING;
    }

    /** Whether it can take an event now. */
    boolean isFree() {
        return isIdle() && events.isAsking();
    }

    /** Whether it will ask for an event within a moment, most likely. */
    boolean isAboutToAsk() {
        return isIdle() && !events.isAsking() && events.pause().compareTo(SharedResources.TICK) < 0;
    }

    boolean isIdle() {
        return state == State.READY && events.current().isEmpty();
    }

    boolean isWorking() {
        return state == State.STARTING
                || (state == State.READY && events.current().isPresent());
    }

    boolean isEnding() {
        return state == State.ENDING;
    }

    InstanceEvents events() {
        return events;
    }

    MemoryLimit memory() {
        return memory;
    }

    /** Of its process, once there is one; 0 before. Any thread may ask. */
    long guardPid() {
        return guardPid;
    }

    /** Of its process, once there is one. */
    Optional<ChildOutput> output() {
        return Optional.ofNullable(process).map(ChildProcess::output);
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
                    new InstanceStart(function, child, source, shared, name, address.text(), memory).start();
            if (started.isEmpty()) {
                shared.later(this::launchAgain);
                return;
            }
            guardPid = started.get().process().guardPid();
            shared.execute(() -> launched(started.get()));
        } catch (InstanceStart.Failure e) {
            shared.execute(() -> startFailed(e.outcome()));
        } catch (RuntimeException | Error e) {
            shared.execute(() -> startFailed(new Outcome.Unavailable("its process cannot be started")));
            throw e;
        }
    }

    /** Its code was changing. */
    private void launchAgain() {
        if (state == State.STARTING) {
            shared.block(this::launch);
        } else {
            ended();
            pool.ended(this);
        }
    }

    private void launched(InstanceStart.Started started) {
        code = started.code();
        pool.seen(source, started.code());
        temporary = started.temporary();
        process = started.process();
        log.debug("{} is started as process {}", this, guardPid);
        started.process().exit().thenAccept(status -> shared.execute(() -> exited(status)));
        if (state == State.ENDING) {
            started.process().kill();
        } else if (events.isAsking()) {
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
    void asked(HeldRequest request) {
        if (state == State.ENDING || state == State.ENDED) {
            request.sendNothing();
            return;
        }
        events.asked(request);
        if (state == State.READY) {
            events.passOver();
            pool.dispatch();
        } else if (code != null) {
            checkCode(code);
        }
    }

    private void checkCode(CodeSource.Version version) {
        shared.block(() -> {
            boolean same = source.isStill(version);
            shared.execute(() -> ready(same));
        });
    }

    /** @param unchanged whether the code that it has loaded was complete: else it is started again */
    private void ready(boolean unchanged) {
        if (state != State.STARTING) {
            return;
        }
        if (unchanged) {
            state = State.READY;
            events.used();
            pool.started();
        } else {
            end();
            pool.codeChanged();
        }
    }

    /** Ends it: first it is asked to. */
    void end() {
        if (state == State.STARTING || state == State.READY) {
            state = State.ENDING;
            since = shared.now();
            events.sendNothing();
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
        ChildProcess ended = process;
        if (ended == null || state == State.ENDED) {
            return;
        }
        end();
        ended.kill();
        String output = events.current()
                .map(PendingAttempt::log)
                .orElse(ended.output().between())
                .text();
        String what = new ExitMessage(status, before != State.STARTING, child.language(), memory).text(output);
        log.debug("{} {}", this, what);
        if (before != State.STARTING) {
            ended.output().between().moveTo(pool.leftover());
        }
        // A program may end with an event that it has failed, as where its code cannot be loaded.
        if (before == State.READY && events.current().isEmpty() && !events.hasFailed() && status.number() != 0) {
            log.warn("Between two events of {}, {}", function.urn().functionName(), what);
        }
        events.finish(InstanceEvents.failed(what));
        ended();
        if (before == State.STARTING) {
            boolean isCode = child.language() == Language.CUSTOM && status.isNotStarted();
            pool.startFailed(isCode ? InstanceEvents.failed(what) : new Outcome.Unavailable(what));
        }
        pool.ended(this);
    }

    /** Nothing of it is left. */
    private void ended() {
        state = State.ENDED;
        address.close();
        Optional<Path> directory = Optional.ofNullable(temporary);
        shared.ended(name, () -> directory.ifPresent(WorkDirectory::delete));
    }

    /** Called again and again, for what takes too long. */
    void tick() {
        long passed = shared.now() - since;
        events.tick();
        if (state == State.STARTING
                && !events.isAsking()
                && passed > startLimit().toNanos()) {
            pool.startFailed(new Outcome.Unavailable(
                    "it did not ask for an event within " + startLimit().toSeconds() + " s of its start"));
            end();
        } else if (state == State.READY && events.pause().compareTo(MAX_PAUSE) > 0) {
            log.debug("{} has not asked for an event for {} s; it is ended", this, MAX_PAUSE.toSeconds());
            end();
        } else if (state == State.ENDING && passed > GRACE.toNanos() && !forcedEnd) {
            kill();
        } else if (state == State.ENDING && passed > HOPELESS.toNanos() && process != null) {
            // Its guard does not end it: a function may have stopped that.
            process.abandon();
        }
    }

    private Duration startLimit() {
        return child.initializer().isPresent() ? INITIALIZER_LIMIT : START_LIMIT;
    }

    void checkMemory(ProcessTable table) {
        if (isWorking() && memory.isExceededNow(table, guardPid)) {
            if (state == State.STARTING) {
                pool.startFailed(new Outcome.Unavailable(memory.message()));
            }
            events.finish(InstanceEvents.failed(memory.message()));
            kill();
        }
    }

    @Override
    public String toString() {
        return "instance " + name + " of " + function.urn().functionName();
    }
}
