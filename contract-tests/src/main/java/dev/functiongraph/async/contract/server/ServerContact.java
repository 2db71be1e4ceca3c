package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.NoAnswerKind;

/** The last contact with a server, so that all checks after its end report that end in the same words. Thread-safe. */
final class ServerContact {
    private String last = "";
    private boolean silent;
    private String end = "";

    /** Notes an exchange; of several in a row that got no answer in time, the first one counts. */
    synchronized void note(Exchange exchange) {
        boolean wasSilent = silent;
        silent = exchange.lacksAnswer(NoAnswerKind.SILENT);
        if (!silent || !wasSilent) {
            last = exchange.purpose();
        }
    }

    /** The server's end, for people: of several checks that meet it at the same time, the first one finds the words. */
    synchronized String lost(String symptom) {
        if (end.isEmpty()) {
            end = last.isEmpty() ? symptom : "the server stopped answering during " + last + ": " + symptom;
        }
        return end;
    }
}
