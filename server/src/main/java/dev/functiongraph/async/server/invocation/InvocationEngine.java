package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The core's one door: accepts, finds, lists and cancels invocations, and runs them between {@link #start} and {@link
 * #drain}. Thread-safe.
 */
public final class InvocationEngine {
    private final Supplier<FunctionCatalog> catalog;
    private final InvocationMaintenance maintenance;
    private final SteadyClock clock;
    private final RunningAttempts running;
    private final RemovedFunctions removed;
    private final Dispatcher dispatcher;
    private final DispatcherThread thread;
    private final AcceptInvocation accept;
    private final FindInvocations find;
    private final CancelInvocation cancel;

    /**
     * @param catalog the functions that are served at the moment of the call
     * @param ids the source of new request ids
     * @param answers runs what follows a write: short tasks, of which many come at once
     */
    public InvocationEngine(
            Supplier<FunctionCatalog> catalog,
            InvocationStore store,
            FunctionRuntime runtime,
            Settings settings,
            Supplier<UUID> ids,
            Executor answers) {
        this.catalog = catalog;
        InvocationQueue queue = store.queue();
        maintenance = store.maintenance();
        clock = queue.clock();
        DestinationEvents destinations = new DestinationEvents(catalog, ids, clock);
        Settler settler = new Settler(queue, new RetryPolicy(settings.backoff()), destinations);
        running = new RunningAttempts(
                runtime, new CrashSuspects(settings.backoff()), settler, clock, maintenance::isCutOff);
        Discards discards = new Discards(catalog, queue, maintenance, destinations);
        removed = new RemovedFunctions(discards, settings.removalGrace());
        removed.catalogChanged(catalog.get(), clock.instant());
        Housekeeping housekeeping = new Housekeeping(queue, maintenance, running, discards, removed, settings);
        maintenance.onCutOff(running::stopAll);
        thread = new DispatcherThread(clock);
        dispatcher = new Dispatcher(catalog, queue, running, settler, housekeeping, settings, thread::wake, answers);
        accept = new AcceptInvocation(catalog, queue, dispatcher, settings.writeTimeout(), ids, answers);
        find = new FindInvocations(catalog, store.records());
        cancel = new CancelInvocation(queue, running, settings.writeTimeout(), answers);
    }

    /**
     * The limits of an engine.
     *
     * @param writeTimeout how long a caller waits for stable storage
     * @param leaseMargin how much longer than its function's timeout an attempt's lease lasts
     * @param removalGrace how long a function must have been gone from the catalog before what waits for it is
     *     discarded
     * @param retentionAge how long the record of an ended invocation is kept
     * @param retentionCount how many such records are kept at most
     * @param logBytes how much is kept at most of what functions have written
     * @param attemptsInMemory for how many attempts at once there is memory
     * @param backoff the pauses between attempts
     */
    public record Settings(
            Duration writeTimeout,
            Duration leaseMargin,
            Duration removalGrace,
            Duration retentionAge,
            long retentionCount,
            long logBytes,
            int attemptsInMemory,
            Backoff backoff) {}

    /** @return completes when the invocation is on stable storage, or is certain not to be run; never exceptionally */
    public CompletableFuture<Acceptance> accept(String projectId, FunctionReference reference, Event event) {
        return accept.accept(projectId, reference, event);
    }

    /**
     * The function that a caller's reference leads to: one of the catalog, or, by its full name, one that was removed
     * from it and still has records.
     */
    public Optional<FunctionUrn> function(String projectId, FunctionReference reference) {
        return find.function(projectId, reference);
    }

    /**
     * @param query its function must be set
     * @param requestId this one alone
     */
    public InvocationPage list(Query query, Optional<UUID> requestId) {
        return find.list(query, requestId);
    }

    /** All that is known of an invocation; empty if the function has no such one. */
    public Optional<InvocationDetails> inspect(UUID requestId, FunctionUrn function) {
        return find.inspect(requestId, function);
    }

    /**
     * Ends an invocation by hand, and stops what runs.
     *
     * @return completes when the end is on stable storage, with how the invocation ended, by this or before; empty if
     *     the function has no such invocation; exceptionally, with a {@link StoreException}, if that could not be
     *     stored in time: it may yet be
     */
    public CompletableFuture<Optional<InvocationStatus>> cancel(UUID requestId, FunctionUrn function) {
        return cancel.cancel(requestId, function);
    }

    /** The catalog has changed: what it enables may run, and what it no longer knows is discarded after a grace. */
    public void catalogChanged() {
        removed.catalogChanged(catalog.get(), clock.instant());
        serve();
        dispatcher.catalogChanged();
    }

    private void serve() {
        maintenance.serve(catalog.get().definitions().stream()
                .map(FunctionDefinition::urn)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Runs invocations from now on. */
    public void start() {
        serve();
        startAtOnce();
        thread.start(this::pass);
    }

    /** Starts what is accepted at once where it can be, without waiting for a pass. */
    void startAtOnce() {
        dispatcher.startAtOnce();
    }

    /** One look at what is due, as the engine's own thread takes it again and again. */
    Instant pass() {
        return dispatcher.pass();
    }

    /** Starts nothing more. Returns when all that was claimed is started. */
    public void stopClaiming() {
        dispatcher.stopClaiming();
    }

    /** The number of attempts that are not settled yet. */
    public int attemptsUnderWay() {
        return running.count();
    }

    /** Starts nothing more, and waits for what runs; what still runs after the limit is stopped and queued again. */
    public void drain(Duration limit) throws InterruptedException {
        dispatcher.stopClaiming();
        running.drain(limit);
        thread.close();
    }
}
