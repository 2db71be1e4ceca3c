package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Inputs;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.OnOneConnection;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.util.Map;

/** The checks of clients that ask before they send a body. */
public final class ContinueChecks {
    private ContinueChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("wire.expect-continue", ContinueChecks::expectContinue);
    }

    private static void expectContinue(Probe probe) throws CouldNotRunException {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        Message valid = requests.invoke(functions.enabled(), "{\"asked\":\"before\"}");
        String tooLarge = "{\"a\":\"" + "x".repeat(ValidEvents.LARGEST) + "\"}";
        Invocations.accepted(probe, functions.enabled(), "{\"asked\":\"nothing\"}");
        if (!asks(probe, valid, 202)) {
            // It waits for the body, and would wait each time.
            return;
        }
        asks(probe, valid.withBody("{\"a\":"), 400);
        Message disabled = requests.invoke(functions.disabled(), "{}");
        asks(probe, disabled, probe.send(disabled).status());
        asks(probe, valid.withBody(tooLarge), 413);
        asks(probe, valid.withBody(Inputs.validEvents(probe).filled(ValidEvents.LARGEST)), 202);
        // A client that asks need not wait.
        probe.expect(probe.send(asking(valid))).status(202);
    }

    private static Message asking(Message message) {
        return message.with("Expect", "100-continue");
    }

    /** A server may answer at once if the header section is enough; otherwise it must let the body come. */
    private static boolean asks(Probe probe, Message message, int status) throws CouldNotRunException {
        Message asking = asking(message);
        boolean[] answered = new boolean[1];
        OnOneConnection.with(probe, wire -> {
            Message[] sent = {asking.withPayload("").signedAs(asking)};
            Exchange exchange = probe.connections().recorded(wire, () -> sent[0], "", true, () -> {
                wire.send(asking.head());
                Received first = wire.receiveFirst(asking.method());
                if (first.status() != 100) {
                    return first;
                }
                sent[0] = asking;
                return wire.exchange(asking.payload(), asking.method()).after(first);
            });
            probe.expect(exchange).status(status);
            answered[0] = exchange.received().isPresent();
        });
        return answered[0];
    }
}
