package dev.functiongraph.async.client;

import dev.functiongraph.async.client.model.AsyncInvocationPage;
import dev.functiongraph.async.client.model.AsyncInvocationRecord;
import dev.functiongraph.async.client.model.CanceledInvocation;
import dev.functiongraph.async.client.model.InvocationStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The mapping of the contract's models to the types that callers see. Empty where a model lacks what the contract
 * requires: half a page counts as none.
 */
final class ModelMapper {

    /** A time without a zone is UTC, as FunctionGraph's own examples have it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC);

    private ModelMapper() {}

    static Optional<InvocationPage> page(AsyncInvocationPage page) {
        if (lacks(page.getInvocations(), page.getCount(), page.getNextMarker()) || page.getNextMarker() < 0) {
            return Optional.empty();
        }
        List<Invocation> invocations = page.getInvocations().stream()
                .flatMap(entry -> invocation(entry).stream())
                .toList();
        if (invocations.size() < page.getInvocations().size()) {
            return Optional.empty();
        }
        long next = page.getNextMarker();
        return Optional.of(new InvocationPage(invocations, next == 0 ? OptionalLong.empty() : OptionalLong.of(next)));
    }

    private static Optional<Invocation> invocation(AsyncInvocationRecord entry) {
        if (entry == null
                || lacks(entry.getRequestId(), entry.getStatus(), entry.getErrorCode(), entry.getErrorMessage())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Invocation(
                    entry.getRequestId(),
                    status(entry.getStatus()),
                    entry.getErrorCode(),
                    entry.getErrorMessage(),
                    Optional.ofNullable(entry.getStartTime()).map(ModelMapper::time),
                    Optional.ofNullable(entry.getEndTime()).map(ModelMapper::time)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Invocation.Status> status(CanceledInvocation canceled) {
        return lacks(canceled.getRequestId(), canceled.getStatus())
                ? Optional.empty()
                : Optional.of(status(canceled.getStatus()));
    }

    /** Without a default, so that this does not compile when the contract gains a status. */
    private static Invocation.Status status(InvocationStatus status) {
        return switch (status) {
            case WAIT -> Invocation.Status.WAIT;
            case RUNNING -> Invocation.Status.RUNNING;
            case SUCCESS -> Invocation.Status.SUCCESS;
            case FAIL -> Invocation.Status.FAIL;
            case DISCARD -> Invocation.Status.DISCARD;
            case UNKNOWN_DEFAULT_OPEN_API -> Invocation.Status.UNKNOWN;
        };
    }

    private static Instant time(String text) {
        return TIME.parse(text, Instant::from);
    }

    private static boolean lacks(Object... required) {
        return Stream.of(required).anyMatch(Objects::isNull);
    }
}
