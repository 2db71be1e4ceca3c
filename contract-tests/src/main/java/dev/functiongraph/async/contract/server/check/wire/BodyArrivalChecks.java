package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.LeftoverRecords;
import dev.functiongraph.async.contract.server.OnOneConnection;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The checks of bodies that arrive slowly or incompletely. */
public final class BodyArrivalChecks {
    private static final int SLOW = 4;
    private static final int PIECES = 6;

    private BodyArrivalChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "wire.slow-body", BodyArrivalChecks::slowBody, "wire.abandoned-body", BodyArrivalChecks::abandonedBody);
    }

    private static void slowBody(Probe probe) throws CouldNotRunException {
        Message message =
                probe.requests().invoke(probe.functions().enabled(), "{\"slow\":\"" + "x".repeat(500) + "\"}");
        Invocations.accepted(probe, probe.functions().enabled(), "{\"in\":\"time\"}");
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(probe.connections().open());
            }
            if (trickle(probe, message, slow)) {
                for (Wire wire : slow) {
                    expectAccepted(probe, message, wire);
                }
            }
        } finally {
            for (Wire wire : slow) {
                close(wire);
            }
        }
    }

    private static void expectAccepted(Probe probe, Message message, Wire wire) throws CouldNotRunException {
        probe.expect(probe.connections().recorded(wire, message, "", true, () -> wire.receive(message.method())))
                .status(202);
    }

    private static void close(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }

    /** @return false if a body was cut off, or another request held up: then there is nothing more to wait for */
    private static boolean trickle(Probe probe, Message message, List<Wire> slow) throws CouldNotRunException {
        byte[] bytes = message.bytes();
        int start = message.head().length;
        int piece = message.payload().length / PIECES;
        for (int sent = 0; sent < bytes.length; ) {
            int next = sent == 0 ? start : Math.min(bytes.length, sent + piece);
            for (Wire wire : slow) {
                if (!sends(wire, Arrays.copyOfRange(bytes, sent, next))) {
                    expectAccepted(probe, message, wire);
                    return false;
                }
            }
            sent = next;
            Exchange other =
                    probe.send(probe.requests().invoke(probe.functions().enabled(), "{\"in\":\"between\"}"));
            probe.expect(other)
                    .that(other.status() == 202, "another request answered while slow bodies arrive", other.summary());
            if (other.status() != 202) {
                return false;
            }
        }
        return true;
    }

    private static boolean sends(Wire wire, byte[] bytes) {
        try {
            wire.send(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void abandonedBody(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        Message whole = probe.requests().invoke(urn, "{}");
        Message longer = whole.replacing("Content-Length", "20");
        Message chunked = whole.without("Content-Length").with("Transfer-Encoding", "chunked");
        List<Message> cut = List.of(
                longer.withPayload("{}"),
                longer.withPayload("{\"a\":\"b\"}         "),
                longer.withPayload(""),
                chunked.withPayload("2\r\n{}\r\n"),
                chunked.withPayload("2\r\n{}"),
                chunked.withPayload(""));
        boolean left = LeftoverRecords.left(probe, urn, () -> {
            for (Message message : cut) {
                abandon(probe, message, false);
            }
            for (Message message : cut) {
                if (!abandon(probe, message, true)) {
                    // It waits for more, and would wait each time.
                    break;
                }
            }
        });
        probe.expect(!left, "no record of an incomplete event", "there is a new one");
    }

    /**
     * @param waits for an answer, after it has ended its output
     * @return false if there is none in time
     */
    private static boolean abandon(Probe probe, Message message, boolean waits) throws CouldNotRunException {
        boolean[] reacted = {true};
        OnOneConnection.with(probe, wire -> {
            wire.send(message.bytes());
            if (waits) {
                Exchange exchange = probe.connections().recorded(wire, message, "", false, () -> {
                    wire.endOutput();
                    return wire.receive(message.method());
                });
                boolean accepted = exchange.status() >= 200 && exchange.status() < 300;
                probe.expect(exchange).that(!accepted, "an event that is not accepted", exchange.summary());
                reacted[0] = !exchange.lacksAnswer(NoAnswerKind.SILENT);
            }
        });
        return reacted[0];
    }
}
