package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;

/** HTTP messages as text for people. */
final class Messages {
    private Messages() {}

    /** Line ends that HTTP has anyway are not shown; any other carriage return is. */
    static String text(byte[] bytes) {
        return lines(bytes).strip();
    }

    private static String lines(byte[] bytes) {
        return Printable.of(bytes).replace("\\x0d\n", "\n");
    }

    /** The request, with names in place of its secrets. */
    static String masked(Exchange exchange, Redaction redaction) {
        // The last field may stand at the very end, where nothing is stripped yet.
        String text = lines(exchange.bytes());
        for (Headers.Field field : exchange.sent().sentFields()) {
            String line = "\n" + field.name() + ": ";
            text = text.replace(line + field.value() + "\n", line + redaction.named(redaction.masked(field)) + "\n");
        }
        return text.strip();
    }
}
