package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of an invocation that nobody cancels, and what its record says meanwhile. */
final class LifeChecks {
    private static final int CANCELED = 5;

    private LifeChecks() {}

    static Map<String, ServerCheck> all() {
        return Map.of(
                "life.ends", LifeChecks::ends, "life.times", LifeChecks::times, "life.error-code", LifeChecks::code);
    }

    private static void ends(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (String event : List.of("{\"key\":\"value\"}", "{}")) {
            String id = probe.accepted(urn, event);
            Optional<JsonNode> ended = Patience.ended(probe, urn, id, record -> {});
            probe.expect(
                    ended.isPresent(),
                    "an end of the invocation " + id + " within " + Patience.limit(probe)
                            + ", or a longer time if one is given with --timeout",
                    "it still goes on");
            if (ended.isEmpty()) {
                return;
            }
            for (int looks = 0; looks < 3; looks++) {
                JsonNode again = Patience.record(probe, urn, id);
                probe.expect(
                        again.equals(ended.get()),
                        "the record of what has ended unchanged: " + ended.get(),
                        "" + again);
            }
        }
    }

    /** Judges each record that is seen on the way of two invocations, one of which is canceled. */
    private static void eachRecord(Probe probe, Consumer<JsonNode> judge) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        Patience.ended(probe, urn, probe.accepted(urn, "{}"), judge)
                .orElseThrow(() -> new CouldNotRunException("the invocation did not end within " + Patience.limit(probe)
                        + "; a longer time can be given with --timeout"));
        for (int i = 0; i < CANCELED; i++) {
            String id = probe.accepted(urn, "{}");
            probe.send(probe.requests().cancel(urn, CancelChecks.body(id)));
            judge.accept(Patience.record(probe, urn, id));
        }
    }

    private static void times(Probe probe) throws CouldNotRunException {
        eachRecord(probe, record -> {
            boolean ended = Patience.hasEnded(record);
            probe.expect(
                    record.has("end_time") == ended,
                    ended ? "an end_time of what has ended" : "no end_time of what goes on",
                    "" + record);
            if (record.has("end_time") && record.has("start_time")) {
                probe.expect(isInOrder(record), "an end_time that is not earlier than start_time", "" + record);
            }
        });
    }

    private static boolean isInOrder(JsonNode record) {
        try {
            return !OffsetDateTime.parse(record.path("end_time").asText())
                    .isBefore(OffsetDateTime.parse(record.path("start_time").asText()));
        } catch (DateTimeException e) {
            // What is no time is for the checks of all answers to tell.
            return true;
        }
    }

    private static void code(Probe probe) throws CouldNotRunException {
        eachRecord(probe, record -> {
            boolean bad =
                    List.of("FAIL", "DISCARD").contains(record.path("status").asText());
            probe.expect(
                    (record.path("error_code").asInt() != 0) == bad,
                    bad ? "an error_code of what failed or was discarded" : "error_code 0",
                    "" + record);
        });
    }
}
