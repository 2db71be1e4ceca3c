package dev.functiongraph.async.contract.server.check.life;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.ListedRecord;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The checks of an invocation that is not canceled, and of its record on the way. */
public final class LifeChecks {
    private static final int CANCELED = 5;
    private static final int STARTED = 3;
    /** Some servers overwrite an end when it was looked at a few times. */
    private static final int LOOKS = 8;

    private LifeChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "life.ends", LifeChecks::ends,
                "life.times", LifeChecks::times,
                "life.start-time", LifeChecks::startTime,
                "life.error-code", LifeChecks::code);
    }

    private static void ends(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (String event : List.of("{\"key\":\"value\"}", "{}")) {
            String id = Invocations.accepted(probe, urn, event);
            ListedRecord last = InvocationPoller.followed(probe, urn, id, listed -> {});
            probe.expect(last.listing())
                    .that(
                            last.hasEnded(),
                            "a final status of the invocation " + id + " within " + InvocationPoller.limit(probe)
                                    + "; use --timeout to wait longer",
                            "it has not ended: " + last.record());
            if (!last.hasEnded()) {
                return;
            }
            for (int looks = 0; looks < LOOKS; looks++) {
                ListedRecord again = Invocations.record(probe, urn, id);
                probe.expect(List.of(last.listing(), again.listing()))
                        .that(
                                again.record().equals(last.record()),
                                "the unchanged record of the finished invocation: " + last.record(),
                                "" + again.record());
            }
        }
    }

    /** Judges each record that is seen on the way of two invocations, one of which is canceled. */
    private static void eachRecord(Probe probe, Consumer<ListedRecord> judge) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        InvocationPoller.ended(probe, urn, Invocations.accepted(probe, urn, "{}"), judge);
        for (int i = 0; i < CANCELED; i++) {
            String id = Invocations.accepted(probe, urn, "{}");
            if (i == 1) {
                // It may run by then.
                InvocationPoller.started(probe, urn, id);
            }
            probe.send(probe.requests().cancel(urn, Requests.cancellation(id)));
            judge.accept(Invocations.record(probe, urn, id));
        }
    }

    private static void times(Probe probe) throws CouldNotRunException {
        eachRecord(probe, listed -> {
            JsonNode record = listed.record();
            boolean ended = listed.hasEnded();
            probe.expect(listed.listing())
                    .that(
                            record.has("end_time") == ended,
                            ended ? "an end_time, as it has ended" : "no end_time, as it has not ended",
                            "" + record)
                    .that(
                            !listed.status().equals("SUCCESS") || record.has("start_time"),
                            "a start_time, as it succeeded",
                            "" + record)
                    .that(isInOrder(record), "an end_time that is not earlier than start_time", "" + record);
        });
    }

    /**
     * What succeeds at its first attempt has no start_time before it. One that waits between two attempts has that of
     * the first, and tells why it waits.
     */
    private static void startTime(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (int i = 0; i < STARTED; i++) {
            String id = Invocations.accepted(probe, urn, "{}");
            List<ListedRecord> seen = new ArrayList<>(onPages(probe, urn, id));
            ListedRecord last = InvocationPoller.ended(probe, urn, id, seen::add);
            String start = last.record().path("start_time").asText();
            Optional<ListedRecord> early = seen.stream()
                    .filter(listed -> last.status().equals("SUCCESS"))
                    .filter(listed -> listed.status().equals("WAIT"))
                    .filter(listed ->
                            listed.record().path("error_message").asText().isEmpty())
                    .filter(listed ->
                            listed.record().path("start_time").asText().equals(start))
                    .findFirst();
            probe.expect(List.of(early.orElse(last).listing(), last.listing()))
                    .that(
                            early.isEmpty(),
                            "no start_time while it waited for its first attempt",
                            early.map(listed -> "" + listed.record()).orElse(""));
        }
    }

    /** As the function's whole listing shows it, which makes no server look after this one invocation. */
    private static List<ListedRecord> onPages(Probe probe, String urn, String id) throws CouldNotRunException {
        List<ListedRecord> found = new ArrayList<>();
        for (Exchange page : Pages.newest(probe, urn, List.of(id))) {
            for (JsonNode record : page.json().orElseThrow().path("invocations")) {
                if (record.path("request_id").asText().equals(id)) {
                    found.add(new ListedRecord(record, page));
                }
            }
        }
        return found;
    }

    private static boolean isInOrder(JsonNode record) {
        if (!record.has("end_time") || !record.has("start_time")) {
            return true;
        }
        try {
            return !OffsetDateTime.parse(record.path("end_time").asText())
                    .isBefore(OffsetDateTime.parse(record.path("start_time").asText()));
        } catch (DateTimeException e) {
            // The checks of all answers report an invalid time.
            return true;
        }
    }

    private static void code(Probe probe) throws CouldNotRunException {
        eachRecord(probe, listed -> {
            boolean bad = List.of("FAIL", "DISCARD").contains(listed.status());
            probe.expect(listed.listing())
                    .that(
                            (listed.errorCode() != 0) == bad,
                            bad ? "an error_code, as it failed or was discarded" : "error_code 0",
                            "" + listed.record());
        });
    }
}
