package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.IncomingRequest;
import dev.functiongraph.async.contract.wire.NoAnswer;
import dev.functiongraph.async.contract.wire.Received;
import java.util.List;
import java.util.Optional;

/**
 * A request that arrived, and the reference server's reaction to it.
 *
 * @param arrived when all of it had come, and {@code answered}, when the reply began: nanoseconds of {@link
 *     System#nanoTime}
 */
public record ServedRequest(IncomingRequest incoming, long arrived, Reply reply, Delivery delivery, long answered) {

    /** Whether it can have left something in a queue. */
    boolean isPost() {
        return incoming.message().method().equals("POST");
    }

    /** @param purpose the id of the case */
    Exchange exchange(String purpose) {
        boolean answers = delivery.lack().isEmpty();
        return new Exchange(
                purpose,
                incoming.message(),
                incoming.bytes(),
                false,
                "",
                incoming.problems().isEmpty(),
                answers ? Optional.of(received()) : Optional.empty(),
                answers
                        ? Optional.empty()
                        : Optional.of(
                                new NoAnswer(delivery.absence(), delivery.lack(), ReplyWriter.begun(reply, delivery))));
    }

    private Received received() {
        return new Received(
                ReplyWriter.statusLine(reply.answer().status()),
                reply.answer(),
                delivery == Delivery.AFTER_INTERIM ? ReplyWriter.INTERIM : List.of(),
                List.of(),
                ReplyWriter.heads(reply, delivery),
                delivery == Delivery.CHUNKED
                        ? ReplyWriter.chunks(reply.answer().body())
                        : reply.answer().body());
    }
}
