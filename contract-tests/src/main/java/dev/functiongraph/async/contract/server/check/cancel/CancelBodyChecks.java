package dev.functiongraph.async.contract.server.check.cancel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.generate.BrokenObjects;
import dev.functiongraph.async.contract.generate.BrokenValue;
import dev.functiongraph.async.contract.generate.MalformedBodies;
import dev.functiongraph.async.contract.generate.RefusedBody;
import dev.functiongraph.async.contract.generate.SuspiciousTexts;
import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The checks of valid and malformed bodies of cancellations. */
public final class CancelBodyChecks {
    private static final int LONG = 60_000;
    private static final int AT_ONCE = 4;

    private CancelBodyChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("cancel.valid", CancelBodyChecks::valid, "cancel.malformed", CancelBodyChecks::malformed);
    }

    private static void valid(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        String body = Requests.cancellation(Invocations.accepted(probe, urn, "{}"));
        Message message = probe.requests().cancel(urn, body);
        List<Message> messages = new ArrayList<>(List.of(
                message,
                message.without("Content-Type"),
                message.replacing("Content-Type", "application/json; charset=UTF-8"),
                message.withBody(body + " ".repeat(ValidEvents.LARGEST - body.length())),
                message.withBody(" \r\n\t" + body + "\t\r\n "),
                message.withBody(body.replace("force", "\\u0066orce").replace("request_id", "request\\u005fid")),
                message.withChunks((" ".repeat(10_000) + body).getBytes(StandardCharsets.UTF_8), 4_000)));
        for (String members : further()) {
            messages.add(message.withBody(body.replace("}", "," + members + "}")));
        }
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            probe.expect(exchange).status(200);
        }
    }

    /** Members that a cancellation may have beside its own. */
    private static List<String> further() {
        String words = SuspiciousTexts.ALL.stream()
                .map(text -> JsonNodeFactory.instance.textNode(text) + ":" + JsonNodeFactory.instance.textNode(text))
                .collect(Collectors.joining(","));
        List<String> further = new ArrayList<>(List.of(
                "\"further\":{\"field\":[1,null]}",
                "\"further\":[{},[],\"\",null,true,false,-1.5e+3]",
                "\"TYPE\":\"recursive\",\"Request_Id\":null",
                "\"京\":\"😀\",\"\\ud83d\\ude00\":\"\\u0000\"",
                "\"" + "k".repeat(LONG) + "\":\"short\"",
                "\"short\":\"" + "v".repeat(LONG) + "\"",
                words,
                IntStream.range(0, 3_000)
                        .mapToObj(i -> "\"field " + i + "\":" + i)
                        .collect(Collectors.joining(","))));
        ValidEvents.KNOWN_TROUBLE.forEach(event -> further.add("\"event\":" + event));
        return further;
    }

    /** Of an invocation that exists, so that its id is no reason to refuse it. */
    private static void malformed(Probe probe) throws CouldNotRunException, InterruptedException {
        Operation cancel = probe.contract().operation(OperationId.CANCEL);
        ObjectNode valid =
                Objects.requireNonNull(cancel.requestExamples().get("force")).deepCopy();
        valid.put("request_id", Invocations.accepted(probe, probe.functions().enabled(), "{}"));
        String text = valid.toString();
        List<RefusedBody> bodies = new ArrayList<>();
        for (BrokenValue<JsonNode> broken :
                BrokenObjects.of(cancel.requestSchema(), valid, probe.random(), probe.cases() / 2)) {
            bodies.add(body(broken.value().toString(), broken.keyword()));
        }
        bodies.add(body(text.replace(",", ",,"), ""));
        bodies.add(body(text.replace("}", ",\"request_id\":" + valid.path("request_id") + "}"), ""));
        bodies.addAll(MalformedBodies.malformed(text));
        bodies.addAll(MalformedBodies.trailing(text));
        bodies.addAll(MalformedBodies.notUtf8(text));
        String required = cancel.requestBody().at("required").toString();
        bodies.add(body("", required));
        Message message = probe.requests().cancel(probe.functions().enabled(), text);
        for (Exchange exchange : Concurrently.callEach(
                AT_ONCE, bodies, body -> probe.sendBreaking(message.withBody(body.bytes()), body.breaks()))) {
            probe.expect(exchange).status(400);
        }
        Message nothing =
                probe.requests().to(OperationId.CANCEL, probe.functions().enabled(), "");
        probe.expect(probe.sendBreaking(nothing.with("Content-Length", "0"), required))
                .status(400);
    }

    private static RefusedBody body(String text, String breaks) {
        return new RefusedBody(text.getBytes(StandardCharsets.UTF_8), breaks);
    }
}
