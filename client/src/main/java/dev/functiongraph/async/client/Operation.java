package dev.functiongraph.async.client;

import dev.functiongraph.async.client.model.AsyncInvocation;
import dev.functiongraph.async.client.model.AsyncInvocationPage;
import dev.functiongraph.async.client.model.CanceledInvocation;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One of the contract's operations, with all that tells its answers from those of the others.
 *
 * @param name what metrics and logs call it
 * @param success the status of its success
 * @param largest the limit of bytes that are read of a success; of all other answers it is {@link #MEBIBYTE}
 * @param decoder the reader of a success's body; empty where that is not the contract's
 * @param storesEvent whether an exchange that went wrong can have left an event in the queue
 * @param unknownOutcomeText the sentence about an exchange that went wrong
 * @param invocation the invocation that must exist, if the operation needs one
 */
record Operation<R>(
        String name,
        int success,
        int largest,
        Function<String, Optional<R>> decoder,
        boolean storesEvent,
        String unknownOutcomeText,
        Optional<UUID> invocation) {

    static final int MEBIBYTE = 1024 * 1024;

    static final Operation<AcceptedInvocation> INVOKE = new Operation<>(
            "invoke",
            202,
            MEBIBYTE,
            body -> Json.read(body, AsyncInvocation.class)
                    .map(AsyncInvocation::getRequestId)
                    .map(AcceptedInvocation::new),
            true,
            "whether the event was queued is not known",
            Optional.empty());

    static final Operation<InvocationPage> LIST =
            list(body -> Json.read(body, AsyncInvocationPage.class).flatMap(ModelMapper::page));

    /** A list that takes no other invocation's record for this one's. */
    @SuppressWarnings("OptionalMapToOptional") // No page is one thing, a page without the record another.
    static Operation<Optional<Invocation>> find(UUID requestId) {
        Function<InvocationPage, Optional<Invocation>> record = page -> page.invocations().stream()
                .filter(invocation -> invocation.requestId().equals(requestId))
                .findFirst();
        return list(body -> LIST.decoder.apply(body).map(record));
    }

    /** 500 records whose messages have 2,048 characters of up to twelve bytes each, as JSON may escape them. */
    private static <R> Operation<R> list(Function<String, Optional<R>> decoder) {
        return new Operation<>("list", 200, 16 * MEBIBYTE, decoder, false, "nothing was changed", Optional.empty());
    }

    static Operation<Invocation.Status> cancel(UUID requestId) {
        return new Operation<>(
                "cancel",
                200,
                MEBIBYTE,
                body -> Json.read(body, CanceledInvocation.class).flatMap(ModelMapper::status),
                false,
                "whether the invocation was canceled is not known",
                Optional.of(requestId));
    }

    /** Returns the limit of bytes that are read of an answer with this status. */
    int largest(int status) {
        return status == success ? largest : MEBIBYTE;
    }
}
