package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.Destinations;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The invocations of functions' destinations, for functions that have one for how an invocation ended. Thread-safe. */
final class DestinationEvents {
    private static final Logger log = LoggerFactory.getLogger(DestinationEvents.class);
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

    private final Supplier<FunctionCatalog> catalog;
    private final Supplier<UUID> ids;
    private final SteadyClock clock;
    private final AtomicLong refused = new AtomicLong();
    private volatile Instant nextReport = Instant.MIN;

    DestinationEvents(Supplier<FunctionCatalog> catalog, Supplier<UUID> ids, SteadyClock clock) {
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /** Counts an event that the store refused; logged now and then. */
    void refused(String reason) {
        long count = refused.incrementAndGet();
        Instant now = clock.instant();
        if (!now.isBefore(nextReport)) {
            nextReport = now.plus(REPORT_INTERVAL);
            log.warn("{} events for destinations were dropped: {}", count, reason);
            refused.addAndGet(-count);
        }
    }

    /** @return empty if the invocation goes on, or its function has no destination for how it ended */
    Optional<Invocation> following(FunctionDefinition function, Attempt attempt, Settlement settlement) {
        return destination(function.async().destinations(), settlement)
                .flatMap(catalog.get()::find)
                .map(destination -> {
                    Event event = DestinationEvent.of(attempt, settlement, clock.wallTime());
                    Instant now = clock.instant();
                    Instant expiresAt = now.plus(destination.async().maxEventAge());
                    return new Invocation(ids.get(), destination.urn(), event, now, expiresAt);
                });
    }

    private static Optional<FunctionUrn> destination(Destinations destinations, Settlement settlement) {
        return settlement.visit(new Settlement.Visitor<>() {
            @Override
            public Optional<FunctionUrn> succeeded(Settlement.Succeeded succeeded) {
                return destinations.onSuccess();
            }

            @Override
            public Optional<FunctionUrn> failed(Settlement.Failed failed) {
                return destinations.onFailure();
            }

            @Override
            public Optional<FunctionUrn> discarded(Settlement.Discarded discarded) {
                return destinations.onFailure();
            }

            @Override
            public Optional<FunctionUrn> requeued(Settlement.Requeued requeued) {
                return Optional.empty();
            }
        });
    }
}
