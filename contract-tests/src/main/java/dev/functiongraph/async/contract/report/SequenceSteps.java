package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.report.ReplaySequence.Piece;
import dev.functiongraph.async.contract.report.ReplaySequence.Step;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The steps of a replay in which later requests have what earlier answers gave. */
final class SequenceSteps {
    private static final String ID = "request_id";
    private static final String MARKER = "marker=";
    private static final String NEXT_MARKER = "next_marker";
    private static final int ACCEPTED = 202;

    private final Function<Exchange, List<ReplayFile.Part>> parts;
    private final Map<String, Piece> given = new HashMap<>();
    private boolean takes;

    /** @param parts of which a request consists */
    SequenceSteps(Function<Exchange, List<ReplayFile.Part>> parts) {
        this.parts = parts;
    }

    List<Step> of(List<Exchange> exchanges) {
        List<Step> steps = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            List<Piece> pieces = new ArrayList<>();
            for (ReplayFile.Part part : parts.apply(exchange)) {
                pieces.addAll(pieces(part.text()));
                if (!part.variable().isEmpty()) {
                    pieces.add(new Piece("", part.variable(), 0, ""));
                }
            }
            steps.add(new Step(exchange.sent().method(), pieces));
            note(exchange, steps.size());
        }
        return steps;
    }

    /** Whether a request has something of an earlier answer. */
    boolean takes() {
        return takes;
    }

    private void note(Exchange exchange, int number) {
        exchange.field(ID)
                .filter(id -> exchange.status() == ACCEPTED)
                .ifPresent(id -> given.put(id, new Piece("", "", number, ID)));
        exchange.json()
                .map(body -> body.path(NEXT_MARKER).asLong())
                .filter(marker -> marker > 0)
                .ifPresent(marker -> given.put(MARKER + marker, new Piece("", "", number, NEXT_MARKER)));
    }

    private List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int begin = 0;
        if (!given.isEmpty()) {
            Pattern any = Pattern.compile(
                    given.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")(?![0-9])")));
            Matcher found = any.matcher(text);
            while (found.find()) {
                takes = true;
                String prefix = found.group().startsWith(MARKER) ? MARKER : "";
                pieces.add(new Piece(text.substring(begin, found.start()) + prefix, "", 0, ""));
                pieces.add(given.get(found.group()));
                begin = found.end();
            }
        }
        pieces.add(new Piece(text.substring(begin), "", 0, ""));
        return pieces;
    }
}
