package dev.functiongraph.async.contract.server.check.cancel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.generate.BrokenObjects;
import dev.functiongraph.async.contract.generate.BrokenValue;
import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.ContentCodings;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The checks of valid and refused cancellation requests. */
public final class CancelRequestChecks {
    private CancelRequestChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.ofEntries(
                Map.entry("cancel.valid", CancelRequestChecks::valid),
                Map.entry("cancel.id-letter-case", CancelRequestChecks::idLetterCase),
                Map.entry("cancel.unknown-id", CancelRequestChecks::unknownId),
                Map.entry("cancel.malformed", CancelRequestChecks::malformed),
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

    private static void valid(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String body = Requests.cancellation(Invocations.accepted(probe, urn, "{}"));
        Message message = probe.requests().cancel(urn, body);
        for (Message valid : List.of(
                message,
                message.without("Content-Type"),
                message.replacing("Content-Type", "application/json; charset=UTF-8"),
                message.withBody(body.replace("}", ",\"further\":{\"field\":[1,null]}}")),
                message.withBody(body.replace("}", ",\"TYPE\":\"recursive\",\"Request_Id\":null}")),
                message.withBody(body.replace("}", ",\"京\":\"😀\",\"\\ud83d\\ude00\":\"\\u0000\"}")),
                message.withBody(body.replace("}", manyFields() + "}")),
                message.withBody(body.replace("force", "\\u0066orce").replace("request_id", "request\\u005fid")),
                message.withBody(body + " ".repeat(ValidEvents.LARGEST - body.length())),
                message.withChunks((" ".repeat(10_000) + body).getBytes(StandardCharsets.UTF_8), 4_000))) {
            probe.expect(probe.send(valid)).status(200);
        }
    }

    private static String manyFields() {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> ",\"field " + i + "\":" + i)
                .collect(Collectors.joining());
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

    /** Of an invocation that exists, so that its id is no reason to refuse it. */
    private static void malformed(Probe probe) throws CouldNotRunException {
        Operation cancel = probe.contract().operation(OperationId.CANCEL);
        ObjectNode valid =
                Objects.requireNonNull(cancel.requestExamples().get("force")).deepCopy();
        valid.put("request_id", Invocations.accepted(probe, probe.functions().enabled(), "{}"));
        for (BrokenValue<JsonNode> broken :
                BrokenObjects.of(cancel.requestSchema(), valid, probe.random(), probe.cases() / 2)) {
            isRefused(probe, broken.value().toString(), broken.keyword());
        }
        String text = valid.toString();
        for (String noJson : List.of(
                text.substring(1),
                text.substring(0, text.length() - 1),
                text + "}",
                text + text,
                text.replace('"', '\''),
                text.replace(",", ",,"),
                text.replace("}", ",\"request_id\":" + valid.path("request_id") + "}"))) {
            isRefused(probe, noJson, "");
        }
        isRefused(probe, "", cancel.requestBody().at("required").toString());
        Message nothing =
                probe.requests().to(OperationId.CANCEL, probe.functions().enabled(), "");
        probe.expect(probe.sendBreaking(
                        nothing.with("Content-Length", "0"),
                        cancel.requestBody().at("required").toString()))
                .status(400);
    }

    private static void isRefused(Probe probe, String body, String keyword) throws CouldNotRunException {
        probe.expect(probe.sendBreaking(
                        probe.requests().cancel(probe.functions().enabled(), body), keyword))
                .status(400);
    }

    private static void recursive(Probe probe) throws CouldNotRunException {
        String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
        String body = Requests.cancellation(id).replace("force", "recursive");
        isRefused(
                probe,
                body,
                probe.contract()
                        .schema("CancelRequest")
                        .at("properties")
                        .at("type")
                        .at("enum")
                        .toString());
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
