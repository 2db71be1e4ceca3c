package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Exchange;

/** The answer of a server that is temporarily unavailable, from which nothing can be concluded. */
final class UnavailableAnswer {
    static final String SAID = "the server reports that it is full, failing or shutting down: ";

    private static final int STATUS = 503;

    private UnavailableAnswer() {}

    /** As the contract documents it: one without a Retry-After is a fault. */
    static boolean isSaidBy(Exchange exchange) {
        return exchange.status() == STATUS
                && exchange.received().stream()
                        .flatMap(received -> received.answer().headers().values("Retry-After").stream())
                        .anyMatch(seconds -> seconds.matches("[1-9][0-9]{0,3}"));
    }
}
