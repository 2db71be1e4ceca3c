package dev.functiongraph.async.contract.server.check.life;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The check at the end of a run of all that ended or was canceled in it: nothing of it has changed since. */
public final class StayingChecks {
    private static final int OWN = 6;

    private StayingChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("life.stays", StayingChecks::stays);
    }

    /**
     * The first that was seen of an invocation's end.
     *
     * @param shown the listing that has its record, or the answer of its cancellation
     * @param end the record, or that answer's body
     */
    private record End(Exchange shown, JsonNode end) {
        String status() {
            return end.path("status").asText();
        }

        boolean isRecord() {
            return end.has("error_code");
        }

        /** The first of them, but a record says more than a cancellation in the same words. */
        End or(End later) {
            return !isRecord() && isStill(later.end) ? later : this;
        }

        boolean isStill(JsonNode record) {
            return isRecord()
                    ? end.equals(record)
                    : record.path("status").asText().equals(status());
        }
    }

    private static void stays(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (int i = 0; i < OWN; i++) {
            String id = Invocations.accepted(probe, urn, "{}");
            if (i % 2 == 0) {
                probe.send(probe.requests().cancel(urn, Requests.cancellation(id)));
            }
            InvocationPoller.ended(probe, urn, id);
            Invocations.record(probe, urn, id);
        }
        Map<String, End> ends = ends(probe.exchanges());
        for (Exchange page : Pages.newest(probe, urn, ends.keySet())) {
            for (JsonNode record : records(page)) {
                End end = ends.get(record.path("request_id").asText());
                if (end != null) {
                    probe.expect(List.of(end.shown(), page))
                            .that(
                                    end.isStill(record),
                                    "the invocation as it was when it had ended: " + end.end(),
                                    "at the end of the run it is " + record);
                }
            }
        }
    }

    /** By the ids of the invocations; a record of a later listing is compared with the first one. */
    private static Map<String, End> ends(List<Exchange> exchanges) {
        Map<String, End> ends = new LinkedHashMap<>();
        for (Exchange exchange : exchanges) {
            if (exchange.status() == 200 && exchange.wellFormed()) {
                List<JsonNode> shown = new ArrayList<>(records(exchange));
                exchange.json().filter(body -> body.has("request_id")).ifPresent(shown::add);
                for (JsonNode one : shown) {
                    if (InvocationPoller.ENDS.contains(one.path("status").asText())) {
                        ends.merge(one.path("request_id").asText(), new End(exchange, one), End::or);
                    }
                }
            }
        }
        return ends;
    }

    private static List<JsonNode> records(Exchange exchange) {
        List<JsonNode> records = new ArrayList<>();
        exchange.json().ifPresent(body -> body.path("invocations").forEach(records::add));
        return records;
    }
}
