package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.invocation.FunctionSlots.Reservation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The claims of what waits, for slots that are free, and the start of what they get. Thread-safe. */
final class Claims {
    private final Supplier<FunctionCatalog> catalog;
    private final InvocationQueue queue;
    private final FunctionSlots slots;
    private final Executor answers;
    private final BiConsumer<Reservation, Attempt> start;
    /** Those that no pass waits for; and one party who may wait for their end. */
    private final Phaser underWay = new Phaser(1);

    private volatile boolean stopped;

    /**
     * @param answers runs what follows a write
     * @param start starts a claimed attempt in one of the slots
     */
    Claims(
            Supplier<FunctionCatalog> catalog,
            InvocationQueue queue,
            FunctionSlots slots,
            Executor answers,
            BiConsumer<Reservation, Attempt> start) {
        this.catalog = catalog;
        this.queue = queue;
        this.slots = slots;
        this.answers = answers;
        this.start = start;
    }

    private record Claiming(FunctionDefinition function, SlotsOnDemand slots, CompletableFuture<Claim> claim) {}

    /**
     * Claims and starts all that can be started now.
     *
     * @return when something else may be, at most {@code latest}
     * @throws StoreException if the store cannot be written; nothing is lost, and a later call tries again
     */
    Instant all(Instant now, Instant latest) {
        List<Claiming> claims = new ArrayList<>();
        Instant next = latest;
        for (FunctionDefinition function : catalog.get().definitions()) {
            Optional<Reservation> reserved = slots.takeFree(function, now);
            if (reserved.isPresent()) {
                claims.add(claim(reserved.get(), now));
            } else if (function.enabled()) {
                next = earlier(next, slots.nextClaim(function, now));
            }
        }
        StoreException failure = null;
        for (Claiming claiming : claims) {
            try {
                Claim claimed = StoreFutures.await(claiming.claim());
                claiming.slots().close().ifPresent(reserved -> start(reserved, claimed));
                next = earlier(next, slots.nextClaim(claiming.function(), now));
            } catch (StoreException e) {
                claiming.slots().close().ifPresent(Claims::failed);
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return next;
    }

    private Claiming claim(Reservation reserved, Instant now) {
        SlotsOnDemand taken = new SlotsOnDemand(reserved);
        FunctionDefinition function = reserved.function();
        return new Claiming(function, taken, queue.claim(function.urn(), taken, now, reserved.lease()));
    }

    /**
     * An attempt has ended: the next ones are claimed at once, most likely with the transaction that settles this one,
     * for all slots that are free by then. A pass would come after that, and need another one.
     */
    void next(Reservation ended, Instant now) {
        underWay.register();
        Optional<FunctionDefinition> next =
                catalog.get().find(ended.function().urn()).filter(function -> !stopped && slots.canClaim(function));
        if (next.isEmpty()) {
            underWay.arriveAndDeregister();
            return;
        }
        FunctionDefinition function = next.get();
        SlotsOnDemand onDemand = new SlotsOnDemand(() -> slots.takeFree(function, now));
        CompletableFuture<Claim> claim = queue.claim(function.urn(), onDemand, now, slots.lease(function, now));
        StoreFutures.limit(claim);
        claim.whenCompleteAsync((claimed, failure) -> claimed(onDemand.close(), claimed), answers);
    }

    private void claimed(Optional<Reservation> reserved, @Nullable Claim claim) {
        try {
            if (claim != null) {
                reserved.ifPresent(slots -> start(slots, claim));
            } else {
                // The next pass tries again, and says why if that fails, too.
                reserved.ifPresent(Claims::failed);
            }
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private void start(Reservation reserved, Claim claim) {
        reserved.slots().lookAgainAt(claim.nextDue().orElse(Instant.MAX));
        Reservation used = reserved.keep(claim.attempts().size());
        claim.attempts().forEach(attempt -> start.accept(used, attempt));
    }

    /** Nothing could be claimed. */
    private static void failed(Reservation reserved) {
        reserved.slots().giveBack(reserved.taken());
        reserved.slots().signal();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Claims nothing more. Returns when nothing is being claimed any more: what was is started by then. */
    void stop() {
        stopped = true;
        underWay.arriveAndAwaitAdvance();
    }
}
