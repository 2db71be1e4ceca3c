package dev.functiongraph.async.contract.server.check.event;

import dev.functiongraph.async.contract.generate.RefusedBody;
import dev.functiongraph.async.contract.generate.RefusedEvents;
import dev.functiongraph.async.contract.generate.Texts;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.Map;

/** The checks of an event's values: strings alone, or any JSON where the server is said to accept that. */
public final class ValueChecks {
    private ValueChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "event.value-not-a-string", strings(ValueChecks::valueNotAString),
                "event.names-the-place", strings(ValueChecks::namesThePlace),
                "event.any-json", anyJson(ValueChecks::anyValue),
                "event.any-json-duplicate-key", anyJson(ValueChecks::nestedDuplicateKey));
    }

    private static ServerCheck strings(ServerCheck check) {
        return probe -> {
            if (probe.settings().anyJsonEvents()) {
                throw new NotApplicableException("--any-json-events was given, so no value is refused for its type");
            }
            check.run(probe);
        };
    }

    private static ServerCheck anyJson(ServerCheck check) {
        return probe -> {
            if (!probe.settings().anyJsonEvents()) {
                throw new NotApplicableException("no --any-json-events was given, so values are strings alone");
            }
            check.run(probe);
        };
    }

    private static void valueNotAString(Probe probe) throws CouldNotRunException, InterruptedException {
        EventChecks.refused(probe, Inputs.refusedEvents(probe).valueNotAString(probe.cases()));
    }

    private static void namesThePlace(Probe probe) throws CouldNotRunException {
        RefusedEvents events = Inputs.refusedEvents(probe);
        Texts texts = new Texts(probe.random());
        int refused = 0;
        for (int i = 0; i < 10; i++) {
            String key = texts.word(12);
            Exchange exchange = EventChecks.send(probe, events.withWrongValue(key));
            if (exchange.status() != 400) {
                continue;
            }
            refused++;
            String said = exchange.json()
                    .map(body -> body.path("error_msg").asText(""))
                    .orElse("");
            probe.expect(exchange).that(said.contains(key), "an error_msg that names " + key, exchange.summary());
        }
        EventChecks.requireSome(refused);
    }

    /** What the contract alone refuses. */
    private static void anyValue(Probe probe) throws CouldNotRunException, InterruptedException {
        EventChecks.areAccepted(
                probe,
                Inputs.refusedEvents(probe).valueNotAString(probe.cases()).stream()
                        .map(RefusedBody::bytes)
                        .toList());
    }

    private static void nestedDuplicateKey(Probe probe) throws CouldNotRunException, InterruptedException {
        EventChecks.refused(probe, Inputs.refusedEvents(probe).nestedDuplicateKeys());
    }
}
