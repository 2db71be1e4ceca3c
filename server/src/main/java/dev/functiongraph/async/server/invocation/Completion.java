package dev.functiongraph.async.server.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.server.function.Destinations;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the invocation of a function's destination, where it has one for how an attempt ended. The event is the one that
 * FunctionGraph documents for destinations; a cancellation is told to nobody.
 */
final class Completion {
    private static final Logger log = LoggerFactory.getLogger(Completion.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REPORT = Duration.ofSeconds(10);

    private final Supplier<FunctionCatalog> catalog;
    private final Supplier<UUID> ids;
    private final SteadyClock clock;
    private final AtomicLong refused = new AtomicLong();
    private volatile Instant reportAgainAt = Instant.MIN;

    Completion(Supplier<FunctionCatalog> catalog, Supplier<UUID> ids, SteadyClock clock) {
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /** A destination could not be told: counted, and logged now and then. */
    void refused(String reason) {
        long count = refused.incrementAndGet();
        Instant now = clock.instant();
        if (!now.isBefore(reportAgainAt)) {
            reportAgainAt = now.plus(REPORT);
            log.warn("{} ends were not told to their destinations: {}", count, reason);
            refused.addAndGet(-count);
        }
    }

    /** @return empty where the invocation goes on, or nobody wants to know how it ended */
    Optional<Invocation> following(FunctionDefinition function, Attempt attempt, Settlement settlement) {
        Destinations destinations = function.async().destinations();
        Optional<FunctionUrn> destination = Optional.empty();
        if (settlement instanceof Settlement.Succeeded) {
            destination = destinations.onSuccess();
        } else if (settlement instanceof Settlement.Failed || settlement instanceof Settlement.Discarded) {
            destination = destinations.onFailure();
        }
        return destination.flatMap(catalog.get()::find).map(found -> {
            Event event = event(attempt, settlement, clock.wallTime());
            Instant now = clock.instant();
            Instant expiresAt = now.plus(found.async().maxEventAge());
            return new Invocation(ids.get(), found.urn(), event, now, expiresAt);
        });
    }

    private static Event event(Attempt attempt, Settlement settlement, Instant endedAt) {
        byte[] whole =
                json(attempt, settlement, endedAt, attempt.invocation().event().text(), response(settlement));
        return new Event(whole.length <= Event.MAX_BYTES ? whole : json(attempt, settlement, endedAt, "", ""));
    }

    private static byte[] json(
            Attempt attempt, Settlement settlement, Instant endedAt, String request, String response) {
        boolean success = settlement instanceof Settlement.Succeeded;
        ObjectNode event = JSON.createObjectNode().put("timestamp", endedAt.toString());
        event.putObject("request_context")
                .put("request_id", attempt.invocation().requestId().toString())
                .put("function_urn", attempt.invocation().function().toString())
                .put("condition", condition(settlement))
                .put("approximate_invoke_count", attempt.number());
        event.put("request_payload", request);
        event.putObject("response_context")
                .put("status_code", success ? 200 : 500)
                .put("function_error", "");
        event.put("response_payload", response);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code UnhandledInvocationError} is FunctionGraph's; for what was never run it documents no word. */
    private static String condition(Settlement settlement) {
        if (settlement instanceof Settlement.Failed) {
            return "UnhandledInvocationError";
        }
        return settlement instanceof Settlement.Discarded ? "EventAgeExceeded" : "";
    }

    private static String response(Settlement settlement) {
        if (settlement instanceof Settlement.Succeeded success) {
            return new String(success.result(), StandardCharsets.UTF_8);
        }
        String message = settlement instanceof Settlement.Failed failed
                ? failed.message()
                : ((Settlement.Discarded) settlement).message();
        return JSON.createObjectNode().put("errorMessage", message).toString();
    }
}
