package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances of one function, as many as its concurrency at most, and the attempts that wait for one. All of it
 * runs on {@link SharedResources#execute}.
 */
final class InstancePool {
    private static final Logger log = LoggerFactory.getLogger(InstancePool.class);

    private static final int MAX_CHANGES = 3;

    private final SharedResources shared;
    private final CodeArchive archives;
    private final Deque<PendingAttempt> waiting = new ArrayDeque<>();
    private final List<Instance> instances = new ArrayList<>();
    private final FunctionLog leftover = new FunctionLog();
    private FunctionDefinition function;
    private Child child;
    private CodeWatch code;
    private boolean removed;
    /** Of the code, one after the other without a start that succeeded. */
    private int changes;

    private final WarmStarts warmStarts;

    InstancePool(FunctionDefinition function, Child child, SharedResources shared, CodeArchive archives) {
        this.shared = shared;
        this.archives = archives;
        this.function = function;
        this.child = child;
        this.code = new CodeWatch(child, shared, archives);
        this.warmStarts = new WarmStarts(shared::now);
    }

    /** What the functions file says now: instances of what it said before are ended when they have no event. */
    void define(FunctionDefinition newest, Child newestChild) {
        removed = false;
        if (!newestChild.code().equals(child.code())) {
            code = new CodeWatch(newestChild, shared, archives);
        }
        function = newest;
        child = newestChild;
    }

    /** The functions file has it no longer. */
    void remove() {
        removed = true;
    }

    boolean isUnused() {
        return removed && instances.isEmpty() && waiting.isEmpty();
    }

    /** What ended instances wrote outside of events. The next event's log begins with it. */
    FunctionLog leftover() {
        return leftover;
    }

    List<Instance> instances() {
        return instances;
    }

    void submit(PendingAttempt attempt) {
        waiting.add(attempt);
        dispatch();
    }

    /** No instance has got it. */
    void giveBack(PendingAttempt attempt) {
        waiting.addFirst(attempt);
        dispatch();
    }

    void stop(PendingAttempt attempt) {
        waiting.remove(attempt);
        instances.forEach(instance -> instance.events().stop(attempt));
    }

    /** Hands waiting attempts to free instances, and starts instances where these do not suffice. */
    void dispatch() {
        Optional<Instance> free = free();
        while (!waiting.isEmpty() && free.isPresent()) {
            PendingAttempt attempt = waiting.remove();
            if (!attempt.outcome().isDone() && !free.get().events().take(attempt)) {
                waiting.addFirst(attempt);
            }
            free = free();
        }
        long soon = instances.stream()
                .filter(instance -> instance.isStarting() || instance.isAboutToAsk())
                .count();
        long missing = waiting.size() - soon;
        if (!removed && warmStarts.areAllowed()) {
            missing = Math.max(missing, child.warm() - count(instance -> !instance.isEnding()));
        }
        for (long i = 0; i < missing && mayStart(); i++) {
            start();
        }
    }

    /** The one that was used last: those that are not needed become idle for long. */
    private Optional<Instance> free() {
        return instances.stream()
                .filter(Instance::isFree)
                .filter(instance -> instance.runs(function, code.newest()))
                .max(Comparator.comparingLong(instance -> instance.events().lastUsed()));
    }

    private long count(java.util.function.Predicate<Instance> kind) {
        return instances.stream().filter(kind).count();
    }

    /** Many starts at once would only slow each other down. */
    private boolean mayStart() {
        return instances.size() < function.concurrency() && count(Instance::isStarting) < SharedResources.PROCESSORS;
    }

    private void start() {
        try {
            Instance instance = new Instance(function, child, code.source(), this, shared);
            instances.add(instance);
            shared.block(instance::launch);
        } catch (IOException e) {
            log.debug("No port can be opened for an instance of {}", function.urn(), e);
            startFailed(new Outcome.Unavailable("no port can be opened for its process"));
        }
    }

    /** An instance could not be started: the attempt that has waited longest is told. */
    void startFailed(Outcome outcome) {
        warmStarts.failed();
        PendingAttempt attempt = waiting.poll();
        if (attempt != null) {
            shared.complete(() -> attempt.outcome().complete(outcome));
        } else {
            log.warn("An instance of {} could not be started: {}", function.urn(), reason(outcome));
        }
    }

    private static String reason(Outcome outcome) {
        return outcome.visit(new Outcome.Visitor<>() {
            @Override
            public String success(Outcome.Success success) {
                return "";
            }

            @Override
            public String functionError(Outcome.FunctionError error) {
                return error.message();
            }

            @Override
            public String unavailable(Outcome.Unavailable unavailable) {
                return unavailable.reason();
            }
        });
    }

    void started() {
        changes = 0;
        warmStarts.succeeded();
        dispatch();
    }

    /** An instance has been started with the newest code. */
    void seen(CodeSource source, CodeSource.Version version) {
        if (source.equals(code.source())) {
            code.seen(version);
        }
    }

    /** An instance has been ended because its code changed while it started. */
    void codeChanged() {
        changes++;
        if (changes % MAX_CHANGES == 0) {
            startFailed(new Outcome.Unavailable(
                    "its code " + child.code() + " changes whenever it is started; a function must not write there"));
        }
    }

    void ended(Instance instance) {
        instances.remove(instance);
        dispatch();
    }

    void tick() {
        List.copyOf(instances).forEach(Instance::tick);
        List.copyOf(instances).forEach(this::endUnlessWanted);
        if (!instances.isEmpty()) {
            code.look();
        }
        dispatch();
    }

    private void endUnlessWanted(Instance instance) {
        if (!instance.isIdle()) {
            return;
        }
        boolean isOld = !instance.runs(function, code.newest());
        boolean isUnused = shared.now() - instance.events().lastUsed()
                        > shared.settings().idleTimeout().toNanos()
                && count(Instance::isIdle) > child.warm();
        if (removed || isOld || isUnused) {
            instance.end();
        }
    }
}
