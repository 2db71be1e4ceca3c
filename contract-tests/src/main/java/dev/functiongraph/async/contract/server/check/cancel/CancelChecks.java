package dev.functiongraph.async.contract.server.check.cancel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.ListedRecord;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of the effect of a cancellation. */
public final class CancelChecks {
    private static final int CANCELED = 4208;
    private static final int BURST = 32;
    private static final int BURSTS = 10;
    private static final int SIBLINGS = 5;
    private static final int TRIES = 20;
    /** Some servers overwrite an end when it was looked at a few times. */
    private static final int LOOKS = 8;

    private CancelChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "cancel.ends", CancelChecks::ends,
                "cancel.code", CancelChecks::code,
                "cancel.running", CancelChecks::running,
                "cancel.ended-stays", CancelChecks::endedStays,
                "cancel.twice", CancelChecks::twice,
                "cancel.only-one", CancelChecks::onlyOne,
                "cancel.examples", CancelChecks::examples,
                "cancel.other-functions-id", CancelChecks::otherFunctionsId);
    }

    private static Exchange cancel(Probe probe, String id) throws CouldNotRunException {
        return probe.send(probe.requests().cancel(probe.functions().enabled(), Requests.cancellation(id)));
    }

    private static String status(Exchange exchange) {
        return exchange.json().map(body -> body.path("status").asText()).orElse("");
    }

    /** Again and again: whether it waits, runs or has ended when the cancellation comes is a race. */
    private static void ends(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (int i = 0; i < Math.max(5, probe.cases() / 5); i++) {
            String id = Invocations.accepted(probe, urn, "{}");
            if (i == 1) {
                InvocationPoller.started(probe, urn, id);
            }
            Exchange exchange = cancel(probe, id);
            String status = status(exchange);
            probe.expect(exchange)
                    .status(200)
                    .that(
                            exchange.status() != 200 || InvocationPoller.ENDS.contains(status),
                            "a status of " + InvocationPoller.ENDS,
                            exchange.summary())
                    .that(
                            exchange.status() != 200
                                    || exchange.field("request_id").equals(Optional.of(id)),
                            "the request_id " + id,
                            exchange.summary());
            for (int looks = 0; looks < (i < 2 ? LOOKS : 2) && exchange.status() == 200; looks++) {
                ListedRecord after = Invocations.record(probe, urn, id);
                probe.expect(List.of(exchange, after.listing()))
                        .that(
                                after.status().equals(status),
                                "the status " + status + ", as the cancellation was answered",
                                "the listing has " + after.record());
            }
        }
    }

    /** Of many invocations that are sent and canceled at the same time, some wait on any server that has a queue. */
    private static void code(Probe probe) throws CouldNotRunException, NotApplicableException, InterruptedException {
        String urn = probe.functions().enabled();
        for (int i = 0; i < BURSTS; i++) {
            List<ListedRecord> waited = Concurrently.call(16, BURST, () -> {
                        String id = Invocations.accepted(probe, urn, "{}");
                        int status = cancel(probe, id).status();
                        return status == 200
                                ? Optional.of(Invocations.record(probe, urn, id))
                                : Optional.<ListedRecord>empty();
                    })
                    .stream()
                    .flatMap(Optional::stream)
                    .filter(CancelChecks::waited)
                    .toList();
            for (ListedRecord listed : waited) {
                probe.expect(listed.listing())
                        .that(
                                listed.status().equals("DISCARD") && listed.errorCode() == CANCELED,
                                "DISCARD with error_code " + CANCELED
                                        + " for an invocation that was canceled while it waited",
                                "" + listed.record());
            }
            if (!waited.isEmpty()) {
                return;
            }
        }
        throw new NotApplicableException("no invocation waited long enough to be canceled before it ran");
    }

    /** A failed invocation may have failed by itself just before, but only if it had started. */
    private static boolean waited(ListedRecord listed) {
        return listed.status().equals("DISCARD")
                || (listed.status().equals("FAIL") && !listed.record().has("start_time"));
    }

    /** For a function that succeeds unless it is canceled, so that a failure is due to the cancellation. */
    private static void running(Probe probe) throws CouldNotRunException, NotApplicableException {
        String urn = probe.functions().enabled();
        if (!InvocationPoller.ended(probe, urn, Invocations.accepted(probe, urn, "{}"))
                .status()
                .equals("SUCCESS")) {
            throw new NotApplicableException("the function of --enabled-function does not succeed");
        }
        boolean judged = false;
        for (int i = 0; i < TRIES && !judged; i++) {
            String id = Invocations.accepted(probe, urn, "{}");
            if (InvocationPoller.started(probe, urn, id).status().equals("RUNNING")) {
                Exchange exchange = cancel(probe, id);
                ListedRecord after = Invocations.record(probe, urn, id);
                // It may have ended before the cancellation arrived.
                judged = !after.status().equals("SUCCESS");
                if (judged) {
                    probe.expect(List.of(exchange, after.listing()))
                            .that(
                                    after.status().equals("FAIL") && after.errorCode() == CANCELED,
                                    "FAIL with error_code " + CANCELED
                                            + " for an invocation that was canceled while it ran",
                                    "" + after.record())
                            .that(
                                    !after.status().equals("FAIL")
                                            || after.record().has("start_time"),
                                    "a start_time, as it ran",
                                    "" + after.record());
                }
            }
        }
        if (!judged) {
            throw new NotApplicableException("no invocation ran long enough to be canceled before its end");
        }
    }

    private static void endedStays(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        ListedRecord ended = InvocationPoller.ended(probe, urn, id);
        Exchange exchange = cancel(probe, id);
        probe.expect(exchange).status(200);
        probe.expect(exchange)
                .that(
                        exchange.status() != 200 || status(exchange).equals(ended.status()),
                        "the status in which the invocation had ended: " + ended.status(),
                        exchange.summary());
        expectUnchanged(probe, id, ended, exchange, "the cancellation");
    }

    /** One that waits, if it does, and one that has started. */
    private static void twice(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (boolean started : List.of(false, true)) {
            String id = Invocations.accepted(probe, urn, "{}");
            if (started) {
                InvocationPoller.started(probe, urn, id);
            }
            Exchange first = cancel(probe, id);
            if (first.status() != 200) {
                throw new CouldNotRunException("a first cancellation was not answered 200: " + first.summary());
            }
            ListedRecord before = Invocations.record(probe, urn, id);
            Exchange second = cancel(probe, id);
            probe.expect(second)
                    .that(
                            second.status() == 200 && second.json().equals(first.json()),
                            "the answer to the first: " + first.summary(),
                            second.summary());
            expectUnchanged(probe, id, before, second, "the second");
        }
    }

    /** Of several invocations that were accepted one after the other, the one that is meant. */
    private static void onlyOne(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SIBLINGS; i++) {
            ids.add(Invocations.accepted(probe, urn, "{}"));
        }
        String meant = ids.remove(SIBLINGS / 2);
        Exchange exchange = cancel(probe, meant);
        if (exchange.status() != 200) {
            throw new CouldNotRunException("a cancellation was not answered 200: " + exchange.summary());
        }
        for (String other : ids) {
            ListedRecord after = Invocations.record(probe, urn, other);
            probe.expect(List.of(exchange, after.listing()))
                    .that(after.errorCode() != CANCELED, "no invocation canceled but " + meant, "" + after.record());
        }
    }

    private static void expectUnchanged(Probe probe, String id, ListedRecord before, Exchange action, String name)
            throws CouldNotRunException {
        ListedRecord after = Invocations.record(probe, probe.functions().enabled(), id);
        probe.expect(List.of(before.listing(), action, after.listing()))
                .that(
                        after.record().equals(before.record()),
                        "the record as before " + name + ": " + before.record(),
                        "" + after.record());
    }

    private static void examples(Probe probe) throws CouldNotRunException {
        for (JsonNode example :
                probe.contract().operation(OperationId.CANCEL).requestExamples().values()) {
            ObjectNode body = example.deepCopy();
            body.put("request_id", Invocations.accepted(probe, probe.functions().enabled(), "{}"));
            probe.expect(probe.send(probe.requests().cancel(probe.functions().enabled(), body.toString())))
                    .status(200);
        }
    }

    private static void otherFunctionsId(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        Exchange exchange =
                probe.send(probe.requests().cancel(probe.functions().disabled(), Requests.cancellation(id)));
        probe.expect(exchange).status(400);
        ListedRecord after = Invocations.record(probe, urn, id);
        probe.expect(List.of(exchange, after.listing()))
                .that(after.errorCode() != CANCELED, "an invocation that was not canceled", "" + after.record());
    }
}
