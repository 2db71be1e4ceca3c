package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Absence;
import dev.functiongraph.async.contract.wire.Exchange;
import java.io.EOFException;
import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;

/** Says for people why there was no answer. */
final class Trouble {
    private Trouble() {}

    /** Whether the server ended the connection instead of answering. */
    static boolean isClosed(Exchange exchange) {
        return exchange.lacksAnswer(Absence.CLOSED);
    }

    static String of(IOException e) {
        return switch (Absence.of(e)) {
            case SILENT -> "no whole answer came within the time limit";
            case UNREADABLE -> e.getMessage();
            case CLOSED ->
                e instanceof SSLHandshakeException
                        ? "TLS failed: " + e.getMessage()
                                + "; a certificate of your own is trusted if its keystore is named with"
                                + " java -Djavax.net.ssl.trustStore=FILE -Djavax.net.ssl.trustStorePassword=PASSWORD"
                        : e instanceof EOFException ? e.getMessage() : "the connection failed: " + e.getMessage();
        };
    }
}
