package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.OnOneConnection;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The checks of the request after an error on the same connection. The bodies of the refused requests are requests
 * themselves: a server that does not read them to their end would take them for some.
 */
public final class AfterErrorChecks {
    private AfterErrorChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "wire.after-an-error", AfterErrorChecks::afterAnError,
                "wire.close-announced", AfterErrorChecks::closeAnnounced);
    }

    private static void afterAnError(Probe probe) throws CouldNotRunException {
        String id = Invocations.listed(probe, probe.functions().enabled());
        afterEach(
                probe,
                id,
                (error, first, second) -> probe.expect(second.orElse(first))
                        .that(
                                second.isEmpty() || ConnectionChecks.hasOnly(second.get(), id),
                                "after a request with " + error + ", which was answered " + first.status()
                                        + " on this connection, the next request's own answer, or a closed connection",
                                second.map(Exchange::summary).orElse("")));
    }

    private static void closeAnnounced(Probe probe) throws CouldNotRunException {
        String id = Invocations.listed(probe, probe.functions().enabled());
        afterEach(
                probe,
                id,
                (error, first, second) -> probe.expect(first)
                        .that(
                                second.isPresent()
                                        || first.received()
                                                .map(ConnectionChecks::closes)
                                                .orElse(true),
                                "Connection: close, as the connection is closed after a request with " + error,
                                "it is closed without notice"));
    }

    /**
     * The check of an error's answer, and of the answer to the next request, which is empty if the connection is
     * closed.
     */
    @FunctionalInterface
    private interface Judge {
        void judge(String error, Exchange first, Optional<Exchange> second);
    }

    private static void afterEach(Probe probe, String id, Judge judge) throws CouldNotRunException {
        Message next = probe.requests().list(probe.functions().enabled(), "?request_id=" + id);
        for (Map.Entry<String, Message> error : errors(probe).entrySet()) {
            boolean[] silent = new boolean[1];
            OnOneConnection.with(probe, wire -> {
                Message refused = error.getValue();
                // The next request cannot be sent while a long one still is, so both are sent as one.
                boolean together = refused.payload().length > ValidEvents.LARGEST;
                byte[] bytes = together ? joined(refused.bytes(), next.bytes()) : refused.bytes();
                Exchange first = probe.connections()
                        .recorded(
                                wire,
                                refused,
                                "",
                                true,
                                () -> together
                                        ? wire.exchange(bytes, refused.method())
                                        : wire.exchangeOnly(bytes, refused.method()));
                if (first.received().isPresent()) {
                    Optional<Exchange> second = second(probe, wire, next, together ? new byte[0] : next.bytes());
                    judge.judge(error.getKey(), first, second);
                    silent[0] = second.filter(exchange -> exchange.received().isEmpty())
                            .isPresent();
                } else {
                    // The checks of all answers report it.
                    probe.expect(true, "", "");
                }
            });
            if (silent[0]) {
                return;
            }
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    /** Empty where the connection is closed, which is right as well. */
    static Optional<Exchange> second(Probe probe, Wire wire, Message next, byte[] bytes) throws CouldNotRunException {
        try {
            Received received = wire.exchange(bytes, next.method());
            return Optional.of(probe.connections().recorded(wire, next, "", true, () -> received));
        } catch (IOException e) {
            if (NoAnswerKind.of(e) == NoAnswerKind.CLOSED) {
                return Optional.empty();
            }
            return Optional.of(probe.connections().recorded(wire, next, "", true, () -> {
                throw e;
            }));
        }
    }

    private static Map<String, Message> errors(Probe probe) {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        // A fixed name, so that the same seed sends the same chunks to every server.
        Message smuggled =
                requests.invoke(functions.enabled(), "{\"smuggled\":\"event\"}").replacing("Host", "localhost");
        byte[] body = smuggled.bytes();
        byte[] tooLarge = new String(body, StandardCharsets.UTF_8)
                .repeat(ValidEvents.LARGEST / body.length + 2)
                .getBytes(StandardCharsets.UTF_8);
        Message invoke = requests.invoke(functions.enabled(), "{}").withBody(body);
        Map<String, Message> errors = new LinkedHashMap<>();
        errors.put("a malformed body", invoke);
        errors.put("a malformed body in chunks", invoke.withChunks(body, 50));
        errors.put("a malformed URN", requests.invoke("a..b", "{}").withBody(body));
        // Many servers refuse these before they read anything else.
        errors.put("a line feed in its path", requests.invoke("%0A", "{}").withBody(body));
        errors.put("a slash in its URN", requests.invoke("a%2Fb", "{}").withBody(body));
        errors.put(
                "an unknown function", requests.invoke(functions.absent(), "{}").withBody(body));
        errors.put(
                "an unknown path",
                Requests.json(requests.to("POST", "/nowhere"), "{}").withBody(body));
        errors.put("a method that is not allowed", invoke.withMethod("PUT"));
        errors.put("an Accept that excludes JSON", invoke.with("Accept", "text/html"));
        errors.put("another media type", invoke.replacing("Content-Type", "text/plain"));
        errors.put("a content coding", invoke.with("Content-Encoding", "gzip"));
        errors.put("a body that is too large", invoke.withBody(tooLarge));
        errors.put("a body that is too large, in chunks", invoke.withChunks(tooLarge, 10_000));
        errors.put(
                "a disabled function",
                requests.invoke(functions.disabled(), "{}").withBody(body));
        if (probe.settings().requiresCredentials()) {
            errors.put("no credentials", Requests.withoutCredentials(invoke));
        }
        return errors;
    }
}
