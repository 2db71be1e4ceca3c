package dev.functiongraph.async.contract.server.check.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The checks of accepting an event, and of its id. */
public final class InvokeChecks {
    private InvokeChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "invoke.accepted", InvokeChecks::accepted,
                "invoke.absent-body", InvokeChecks::absentBody,
                "invoke.examples", InvokeChecks::examples,
                "invoke.id-in-header", InvokeChecks::idInHeader,
                "invoke.id-unique", InvokeChecks::idUnique,
                "invoke.id-own", InvokeChecks::idOwn);
    }

    private static void accepted(Probe probe) throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().invoke(probe.functions().enabled(), "{\"key\":\"value\"}"));
        probe.expect(exchange)
                .status(202)
                .that(exchange.field("request_id").isPresent(), "a request_id", exchange.summary());
    }

    private static void absentBody(Probe probe) throws CouldNotRunException {
        Message noBody = probe.requests().invoke(probe.functions().enabled());
        probe.expect(probe.send(noBody)).status(202);
        probe.expect(probe.send(noBody.without("Content-Length"))).status(202);
        probe.expect(probe.send(noBody.with("Content-Type", "application/json")))
                .status(202);
    }

    private static void examples(Probe probe) throws CouldNotRunException {
        for (JsonNode example :
                probe.contract().operation(OperationId.INVOKE).requestExamples().values()) {
            probe.expect(probe.send(probe.requests().invoke(probe.functions().enabled(), example.toString())))
                    .status(202);
        }
    }

    private static void idInHeader(Probe probe) throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().invoke(probe.functions().enabled(), "{}"));
        Optional<String> body = exchange.field("request_id");
        Optional<String> header = exchange.header("X-Request-Id");
        probe.expect(exchange)
                .that(
                        body.isPresent() && body.equals(header),
                        "one id in the body and in X-Request-Id",
                        "body: " + body.orElse("none") + ", header: " + header.orElse("none"));
    }

    private static void idUnique(Probe probe) throws CouldNotRunException, InterruptedException {
        Message message = probe.requests().invoke(probe.functions().enabled(), "{\"same\":\"event\"}");
        List<Exchange> exchanges = Concurrently.send(probe, message, 16, Math.max(16, probe.cases()));
        Set<String> seen = new HashSet<>();
        for (Exchange exchange : exchanges) {
            Optional<String> id = exchange.field("request_id");
            probe.expect(exchange).that(id.isPresent() && seen.add(id.get()), "an id of its own", exchange.summary());
        }
    }

    /** Whatever header a caller might mean to make both the same one with. */
    private static void idOwn(Probe probe) throws CouldNotRunException {
        List<String> names = new ArrayList<>(Inputs.HEADERS_WITH_IDS);
        names.add("traceparent");
        for (String name : names) {
            String chosen = new UUID(probe.random().nextLong(), probe.random().nextLong()).toString();
            String value = name.equals("traceparent")
                    ? "00-" + chosen.replace("-", "") + "-" + chosen.substring(0, 8) + "00000001-01"
                    : chosen;
            Message message =
                    probe.requests().invoke(probe.functions().enabled(), "{}").with(name, value);
            Exchange first = probe.send(message);
            String id = first.field("request_id")
                    .filter(given -> first.status() == 202)
                    .orElseThrow(() -> new CouldNotRunException("an event was not accepted: " + first.summary()));
            Exchange second = probe.send(message);
            probe.expect(second)
                    .status(202)
                    .that(
                            !second.field("request_id").equals(Optional.of(id)),
                            "another request_id than that of the first request with the same " + name + ", " + id,
                            second.summary());
        }
    }
}
