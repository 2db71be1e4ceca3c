package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** Several messages, or parts of one, on one connection. */
public final class OnOneConnection {
    private OnOneConnection() {}

    /** The steps on the connection. */
    @FunctionalInterface
    public interface Part {
        void on(Wire wire) throws IOException, CouldNotRunException;
    }

    /** That the server ends the connection where the part does not reckon with it is a mismatch. */
    public static void with(Probe probe, Part part) throws CouldNotRunException {
        try (Wire wire = probe.connections().open()) {
            part.on(wire);
        } catch (IOException e) {
            probe.expect(
                    false, "a connection that stays open until everything is sent and answered", FailureText.of(e));
        }
    }

    /** Whether the server ends the connection without sending anything more. */
    public static boolean ends(Wire wire) {
        try {
            return wire.isEnded();
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends what is no right request, and expects that nothing but one answer comes before the connection's end. */
    public static Exchange last(Probe probe, Message message) throws CouldNotRunException {
        Exchange[] exchange = new Exchange[1];
        with(probe, wire -> {
            exchange[0] = probe.connections()
                    .recorded(wire, message, "", false, () -> wire.exchange(message.bytes(), message.method()));
            if (exchange[0].received().isPresent()) {
                probe.expect(exchange[0])
                        .that(
                                ends(wire),
                                "the connection closed after one answer",
                                "it stays open, or more data follows");
            }
        });
        return exchange[0];
    }
}
