package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Absence;
import dev.functiongraph.async.contract.wire.Exchange;
import java.io.EOFException;
import java.io.IOException;

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
            case CLOSED -> e instanceof EOFException ? e.getMessage() : "the connection failed: " + e.getMessage();
        };
    }
}
