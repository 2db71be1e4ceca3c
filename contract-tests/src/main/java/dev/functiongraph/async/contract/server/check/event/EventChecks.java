package dev.functiongraph.async.contract.server.check.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.functiongraph.async.contract.generate.MalformedBodies;
import dev.functiongraph.async.contract.generate.RefusedBody;
import dev.functiongraph.async.contract.generate.SuspiciousTexts;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.LeftoverRecords;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The checks of an event's JSON. */
public final class EventChecks {
    private static final int AT_ONCE = 4;

    private EventChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.ofEntries(
                Map.entry("event.valid", EventChecks::valid),
                Map.entry("event.words", EventChecks::words),
                Map.entry("event.unpaired-surrogate", EventChecks::unpairedSurrogate),
                Map.entry(
                        "event.malformed-json",
                        probe -> refused(probe, Inputs.malformedBodies(probe).malformed(probe.cases()))),
                Map.entry(
                        "event.not-an-object",
                        probe -> refused(probe, Inputs.refusedEvents(probe).notAnObject(probe.cases()))),
                Map.entry("event.null-is-absent", EventChecks::nullIsAbsent),
                Map.entry(
                        "event.duplicate-key",
                        probe -> refused(probe, Inputs.refusedEvents(probe).duplicateKeys(probe.cases()))),
                Map.entry(
                        "event.trailing-content",
                        probe -> refused(probe, Inputs.malformedBodies(probe).trailing(probe.cases()))),
                Map.entry("event.not-utf8", probe -> refused(probe, MalformedBodies.notUtf8("{\"key\":\"value\"}"))),
                Map.entry("event.refused-leaves-no-record", EventChecks::refusedLeavesNoRecord));
    }

    private static void valid(Probe probe) throws CouldNotRunException, InterruptedException {
        areAccepted(probe, Inputs.validEvents(probe).all(probe.cases()));
    }

    /** One in each event, so that it is known which one is refused. */
    private static void words(Probe probe) throws CouldNotRunException, InterruptedException {
        Invocations.accepted(probe, probe.functions().enabled(), "{}");
        List<Message> messages = SuspiciousTexts.ALL.stream()
                .map(text -> JsonNodeFactory.instance.objectNode().put(text, text))
                .map(event -> message(probe).withBody(event.toString()))
                .toList();
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            probe.expect(exchange).status(202);
        }
    }

    private static void unpairedSurrogate(Probe probe) throws CouldNotRunException, InterruptedException {
        areAccepted(probe, Inputs.validEvents(probe).withUnpairedSurrogates(Math.max(1, probe.cases() / 10)));
    }

    static void areAccepted(Probe probe, List<byte[]> events) throws CouldNotRunException, InterruptedException {
        Invocations.accepted(probe, probe.functions().enabled(), "{}");
        for (Exchange exchange : Concurrently.callEach(
                AT_ONCE, events, event -> probe.send(message(probe).withBody(event)))) {
            probe.expect(exchange).status(202);
        }
    }

    private static void nullIsAbsent(Probe probe) throws CouldNotRunException, InterruptedException {
        areAccepted(
                probe,
                Stream.of("null", " null", "\t\r\nnull\n")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    static void refused(Probe probe, List<RefusedBody> bodies) throws CouldNotRunException, InterruptedException {
        for (Exchange exchange : Concurrently.callEach(AT_ONCE, bodies, body -> send(probe, body))) {
            probe.expect(exchange).status(400);
        }
    }

    static Exchange send(Probe probe, RefusedBody body) throws CouldNotRunException {
        return probe.sendBreaking(message(probe).withBody(body.bytes()), body.breaks());
    }

    private static Message message(Probe probe) {
        return probe.requests().invoke(probe.functions().enabled(), "{}");
    }

    private static void refusedLeavesNoRecord(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        int refused = 0;
        Message right = message(probe);
        for (Message wrong : List.of(
                right.withBody("{\"a\":1}"),
                right.withBody("{\"a\":\"b\""),
                right.withBody("[]"),
                right.withBody("{\"a\":\"b\"}{}"),
                right.withBody("{\"a\":\"b\",\"a\":\"c\"}"),
                right.withBody("{\"a\":\"" + "b".repeat(300_000) + "\"}"),
                right.replacing("Content-Type", "text/plain"),
                right.with("Accept", "text/html"))) {
            Exchange exchange = probe.send(wrong);
            if (exchange.status() >= 400) {
                LeftoverRecords.expectNone(probe, urn, exchange);
                boolean left = LeftoverRecords.left(probe, urn, () -> probe.send(wrong));
                probe.expect(exchange).that(!left, "no new record in the listing", "there is one");
                refused++;
            }
        }
        requireSome(refused);
    }

    /** Other requirements are about the refusals themselves. */
    static void requireSome(int refused) throws CouldNotRunException {
        if (refused == 0) {
            throw new CouldNotRunException("no event was refused");
        }
    }
}
