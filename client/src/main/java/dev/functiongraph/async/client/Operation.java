package dev.functiongraph.async.client;

import dev.functiongraph.async.client.model.AsyncInvocation;
import dev.functiongraph.async.client.model.AsyncInvocationPage;
import dev.functiongraph.async.client.model.CanceledInvocation;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What tells the answers of one operation from those of the others.
 *
 * @param success the status of its success
 * @param largest how many bytes of a success are read; of all other answers, {@link #MEBIBYTE}
 * @param decoder what the body of a success says; empty where it is not the contract's
 * @param storesEvent whether an exchange that went wrong can have left an event in the queue
 * @param unknownOutcomeText what is to be said of an exchange that went wrong
 */
record Operation<R>(
        int success,
        int largest,
        Function<String, Optional<R>> decoder,
        boolean storesEvent,
        String unknownOutcomeText) {

    static final int MEBIBYTE = 1024 * 1024;

    static final Operation<AcceptedInvocation> INVOKE = new Operation<>(
            202,
            MEBIBYTE,
            body -> Json.read(body, AsyncInvocation.class)
                    .map(AsyncInvocation::getRequestId)
                    .map(AcceptedInvocation::new),
            true,
            "whether the event was queued is not known");

    /** 500 records whose messages have 2,048 characters of up to twelve bytes each, as JSON may escape them. */
    static final Operation<InvocationPage> LIST = new Operation<>(
            200,
            16 * MEBIBYTE,
            body -> Json.read(body, AsyncInvocationPage.class).flatMap(ModelMapper::page),
            false,
            "nothing was changed");

    static final Operation<Invocation.Status> CANCEL = new Operation<>(
            200,
            MEBIBYTE,
            body -> Json.read(body, CanceledInvocation.class).flatMap(ModelMapper::status),
            false,
            "whether the invocation was canceled is not known");

    /** Lists, and takes no other invocation's record for this one's. */
    static Operation<Optional<Invocation>> find(UUID requestId) {
        Function<InvocationPage, Optional<Invocation>> record = page -> page.invocations().stream()
                .filter(invocation -> invocation.requestId().equals(requestId))
                .findFirst();
        return new Operation<>(
                LIST.success,
                LIST.largest,
                body -> LIST.decoder.apply(body).map(record),
                false,
                LIST.unknownOutcomeText);
    }

    /** How many bytes of an answer with this status are read. */
    int largest(int status) {
        return status == success ? largest : MEBIBYTE;
    }
}
