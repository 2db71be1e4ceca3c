package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Exchange;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** Says for people why there was no answer. */
final class Trouble {
    private static final String SILENCE = "nothing came within the time limit";

    private Trouble() {}

    /** Whether the server ended the connection instead of answering. */
    static boolean isClosed(Exchange exchange) {
        return exchange.received().isEmpty() && !exchange.trouble().equals(SILENCE);
    }

    static String of(IOException e) {
        return e instanceof SocketTimeoutException ? SILENCE : "the connection failed: " + e.getMessage();
    }
}
