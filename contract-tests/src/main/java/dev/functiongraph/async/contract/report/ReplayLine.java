package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command that sends requests again: curl, if it sends the same bytes and the line is not too long, or else the
 * kit.
 */
final class ReplayLine {
    private static final int LONGEST = 4_000;

    private final URI base;
    private final Redaction redaction;
    private final ReplayFiles files;
    private final Curl curl;

    ReplayLine(URI base, Redaction redaction, ReplayFiles files) {
        this.base = base;
        this.redaction = redaction;
        this.files = files;
        this.curl = new Curl(base, redaction);
    }

    /** @param exchanges of one connection; all of their requests are sent at once */
    String of(String requirement, List<Exchange> exchanges) {
        Exchange last = exchanges.get(exchanges.size() - 1);
        String text = exchanges.stream().map(this::text).collect(Collectors.joining());
        return curl.line(last)
                .filter(line -> exchanges.size() == 1 && line.length() <= LONGEST)
                .orElseGet(
                        () -> files.add(requirement, ReplayFile.of(base, last.ended(), text, redaction.variables())));
    }

    private String text(Exchange exchange) {
        String text = Shell.bytes(exchange.bytes());
        for (Headers.Field field : exchange.sent().fields()) {
            String line = "\r\n" + field.name() + ": ";
            text = text.replace(line + field.value() + "\r\n", line + redaction.masked(field) + "\r\n");
        }
        return redaction.masked(text);
    }
}
