package dev.functiongraph.async.client;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The query of a list of a function's invocations. Immutable: start with {@link #all()} and narrow it down.
 *
 * <pre>{@code
 * InvocationQuery failedToday = InvocationQuery.all()
 *         .withStatus(Invocation.Status.FAIL)
 *         .withAcceptedFrom(Instant.now().minus(Duration.ofDays(1)))
 *         .withLimit(500);
 * }</pre>
 *
 * @param requestId only the invocation with this id
 * @param status only invocations in this status
 * @param acceptedFrom only invocations that were accepted then or later
 * @param acceptedTo only invocations that were accepted then or earlier
 * @param limit how many to return at most; by the contract 100 where it is empty
 * @param marker where to go on, the {@link InvocationPage#nextMarker()} of the page before; the first page if empty
 */
public record InvocationQuery(
        Optional<UUID> requestId,
        Optional<Invocation.Status> status,
        Optional<Instant> acceptedFrom,
        Optional<Instant> acceptedTo,
        OptionalInt limit,
        OptionalLong marker) {

    // The contract's form of a time has four digits for the year.
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final InvocationQuery ALL = new InvocationQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the status is {@code UNKNOWN}, a time is outside the years 0 to 9999, the
     *     limit is outside 1 to 500, or the marker is negative
     */
    public InvocationQuery {
        Objects.requireNonNull(requestId, "requestId");
        if (status.filter(Invocation.Status.UNKNOWN::equals).isPresent()) {
            throw new IllegalArgumentException("status must not be UNKNOWN, which is not a status of the contract");
        }
        acceptedFrom.ifPresent(time -> Arguments.between("acceptedFrom", time, EARLIEST, LATEST));
        acceptedTo.ifPresent(time -> Arguments.between("acceptedTo", time, EARLIEST, LATEST));
        limit.ifPresent(records -> Arguments.between("limit", records, 1, 500));
        marker.ifPresent(place -> Arguments.between("marker", place, 0L, Long.MAX_VALUE));
    }

    /** Returns the query that every invocation fits. */
    public static InvocationQuery all() {
        return ALL;
    }

    /** Returns this query, for the one invocation with this id. */
    public InvocationQuery withRequestId(UUID requestId) {
        return new InvocationQuery(Optional.of(requestId), status, acceptedFrom, acceptedTo, limit, marker);
    }

    /** Returns this query, for invocations in this status. */
    public InvocationQuery withStatus(Invocation.Status status) {
        return new InvocationQuery(requestId, Optional.of(status), acceptedFrom, acceptedTo, limit, marker);
    }

    /** Returns this query, for invocations that were accepted then or later. */
    public InvocationQuery withAcceptedFrom(Instant acceptedFrom) {
        return new InvocationQuery(requestId, status, Optional.of(acceptedFrom), acceptedTo, limit, marker);
    }

    /** Returns this query, for invocations that were accepted then or earlier. */
    public InvocationQuery withAcceptedTo(Instant acceptedTo) {
        return new InvocationQuery(requestId, status, acceptedFrom, Optional.of(acceptedTo), limit, marker);
    }

    /** Returns this query, for at most so many invocations at once: 1 to 500. */
    public InvocationQuery withLimit(int limit) {
        return new InvocationQuery(requestId, status, acceptedFrom, acceptedTo, OptionalInt.of(limit), marker);
    }

    /** Returns this query, for the page that begins at this marker, 0 or more; 0 is the first page. */
    public InvocationQuery withMarker(long marker) {
        return new InvocationQuery(requestId, status, acceptedFrom, acceptedTo, limit, OptionalLong.of(marker));
    }
}
