package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import java.io.EOFException;
import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;

/** The text for people that explains why there was no answer. */
public final class FailureText {
    private FailureText() {}

    /** Whether the server ended the connection instead of answering. */
    public static boolean isClosed(Exchange exchange) {
        return exchange.lacksAnswer(NoAnswerKind.CLOSED);
    }

    public static String of(IOException e) {
        return switch (NoAnswerKind.of(e)) {
            case SILENT -> "no complete answer within the time limit";
            case UNREADABLE -> String.valueOf(e.getMessage());
            case CLOSED ->
                e instanceof SSLHandshakeException
                        ? "TLS failed: " + e.getMessage()
                                + "; to trust your own certificate, name its keystore with"
                                + " java -Djavax.net.ssl.trustStore=FILE -Djavax.net.ssl.trustStorePassword=PASSWORD"
                        : e instanceof EOFException
                                ? String.valueOf(e.getMessage())
                                : "the connection failed: " + e.getMessage();
        };
    }
}
