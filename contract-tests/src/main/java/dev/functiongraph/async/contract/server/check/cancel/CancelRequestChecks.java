package dev.functiongraph.async.contract.server.check.cancel;

import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.ContentCodings;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The checks of valid and refused cancellation requests. */
public final class CancelRequestChecks {
    private CancelRequestChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.ofEntries(
                Map.entry("cancel.id-letter-case", CancelRequestChecks::idLetterCase),
                Map.entry("cancel.unknown-id", CancelRequestChecks::unknownId),
                Map.entry("cancel.recursive", CancelRequestChecks::recursive),
                Map.entry("cancel.absent-function", CancelRequestChecks::absentFunction),
                Map.entry("cancel.disabled-function", CancelRequestChecks::disabledFunction),
                Map.entry("cancel.media-type", CancelRequestChecks::mediaType),
                Map.entry("cancel.media-type-malformed", CancelRequestChecks::malformedMediaType),
                Map.entry("cancel.size-limit", CancelRequestChecks::sizeLimit),
                Map.entry("cancel.content-coding", CancelRequestChecks::contentCoding));
    }

    private static String randomId(Probe probe) {
        return new UUID(probe.random().nextLong(), probe.random().nextLong()).toString();
    }

    private static void idLetterCase(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        for (String variant : List.of(id.toUpperCase(Locale.ROOT), id.toLowerCase(Locale.ROOT))) {
            Exchange exchange = probe.send(probe.requests().cancel(urn, Requests.cancellation(variant)));
            String answered = exchange.field("request_id").orElse("");
            probe.expect(exchange)
                    .status(200)
                    .that(
                            exchange.status() != 200 || answered.equalsIgnoreCase(id),
                            "the request_id " + id + " in any letter case",
                            exchange.summary());
        }
    }

    private static void unknownId(Probe probe) throws CouldNotRunException {
        for (int i = 0; i < 3; i++) {
            probe.expect(probe.send(probe.requests()
                            .cancel(probe.functions().enabled(), Requests.cancellation(randomId(probe)))))
                    .status(400);
        }
    }

    private static void recursive(Probe probe) throws CouldNotRunException {
        String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
        String body = Requests.cancellation(id).replace("force", "recursive");
        String keyword = probe.contract()
                .schema("CancelRequest")
                .at("properties")
                .at("type")
                .at("enum")
                .toString();
        probe.expect(probe.sendBreaking(
                        probe.requests().cancel(probe.functions().enabled(), body), keyword))
                .status(400);
    }

    private static void absentFunction(Probe probe) throws CouldNotRunException {
        probe.expect(probe.send(
                        probe.requests().cancel(probe.functions().absent(), Requests.cancellation(randomId(probe)))))
                .unknownFunction();
    }

    private static void disabledFunction(Probe probe) throws CouldNotRunException {
        probe.expect(probe.send(
                        probe.requests().cancel(probe.functions().disabled(), Requests.cancellation(randomId(probe)))))
                .status(400);
    }

    private static void mediaType(Probe probe) throws CouldNotRunException {
        String body = Requests.cancellation(
                Invocations.accepted(probe, probe.functions().enabled(), "{}"));
        Message message = probe.requests().cancel(probe.functions().enabled(), body);
        for (String type : List.of("text/plain", "application/xml", "application/json;charset=iso-8859-1")) {
            probe.expect(probe.send(message.replacing("Content-Type", type))).status(415);
        }
    }

    private static void malformedMediaType(Probe probe) throws CouldNotRunException {
        String body = Requests.cancellation(
                Invocations.accepted(probe, probe.functions().enabled(), "{}"));
        Message message = probe.requests().cancel(probe.functions().enabled(), body);
        for (String type : Inputs.MALFORMED_MEDIA_TYPES) {
            probe.expect(probe.send(message.replacing("Content-Type", type))).status(415);
        }
    }

    private static void sizeLimit(Probe probe) throws CouldNotRunException {
        String body = Requests.cancellation(
                Invocations.accepted(probe, probe.functions().enabled(), "{}"));
        Message message = probe.requests().cancel(probe.functions().enabled(), body);
        probe.expect(probe.send(message.withBody(body + " ".repeat(ValidEvents.LARGEST + 1 - body.length()))))
                .status(413);
    }

    private static void contentCoding(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String body = Requests.cancellation(Invocations.accepted(probe, urn, "{}"));
        // Compressed, an id that the server chose would make other bytes of each run.
        String same = body.replaceAll("[0-9A-Fa-f-]{36}", "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        ContentCodings.check(
                probe, probe.requests().cancel(urn, same), probe.requests().cancel(urn, body), 200);
    }
}
