package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Exchange;
import java.net.URI;
import java.util.List;
import java.util.Optional;

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
        return curl.line(last)
                .filter(line -> exchanges.size() == 1 && line.length() <= LONGEST)
                .orElseGet(() -> files.add(requirement, new ReplayFile(base, last.ended(), parts(exchanges))));
    }

    /**
     * The command for requests on several connections, where a later one has what an earlier answer gave: sent one by
     * one, they would mean the invocations of the run. Empty for others, and where they are signed: a signature covers
     * what it was made for.
     */
    Optional<String> ofSequence(String requirement, List<Exchange> exchanges) {
        SequenceSteps sequence = new SequenceSteps(this::parts);
        if (exchanges.stream().anyMatch(exchange -> exchange.sent().signing().isPresent())) {
            return Optional.empty();
        }
        List<ReplaySequence.Step> steps = sequence.of(exchanges);
        return sequence.takes()
                ? Optional.of(files.add(requirement, new ReplaySequence(base, steps).toJson()))
                : Optional.empty();
    }

    private List<ReplayFile.Part> parts(Exchange exchange) {
        return new ReplayParts(exchange.sent(), redaction).of(text(exchange));
    }

    private List<ReplayFile.Part> parts(List<Exchange> exchanges) {
        return exchanges.stream().flatMap(exchange -> parts(exchange).stream()).toList();
    }

    private String text(Exchange exchange) {
        String text = Shell.bytes(exchange.bytes());
        List<Headers.Field> unresolved = exchange.sent().fields();
        List<Headers.Field> sent = exchange.sent().sentFields();
        for (int i = 0; i < sent.size(); i++) {
            String line = "\r\n" + sent.get(i).name() + ": ";
            text = text.replace(
                    line + sent.get(i).value() + "\r\n", line + redaction.masked(unresolved.get(i)) + "\r\n");
        }
        return redaction.masked(text);
    }
}
