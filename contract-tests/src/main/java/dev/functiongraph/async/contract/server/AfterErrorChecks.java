package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Absence;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What comes after an error on the same connection. The bodies of the refused requests are requests themselves: who does not
 * read them to their end, and goes on, would take them for some.
 */
final class AfterErrorChecks {
    private static final int LIMIT = 262_144;

    private AfterErrorChecks() {}

    static Map<String, ServerCheck> all() {
        return Map.of("wire.after-an-error", AfterErrorChecks::afterAnError);
    }

    private static void afterAnError(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Patience.listed(probe, urn);
        Message next = probe.requests().list(urn, "?request_id=" + id);
        for (Map.Entry<String, Message> error : errors(probe).entrySet()) {
            Exchange[] silent = new Exchange[1];
            Talk.with(probe, wire -> {
                Message refused = error.getValue();
                // While a long request is still being sent, the next cannot be: they are sent as one.
                boolean together = refused.payload().length > LIMIT;
                byte[] bytes = together ? joined(refused.bytes(), next.bytes()) : refused.bytes();
                Exchange first = probe.recorded(
                        refused,
                        "",
                        true,
                        () -> together
                                ? wire.exchange(bytes, refused.method())
                                : wire.exchangeOnly(bytes, refused.method()));
                if (first.received().isPresent()) {
                    Optional<Exchange> second = second(probe, wire, next, together ? new byte[0] : next.bytes());
                    judge(probe, error.getKey(), second, id);
                    silent[0] = second.filter(exchange -> exchange.received().isEmpty())
                            .orElse(null);
                }
            });
            if (silent[0] != null) {
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
    private static Optional<Exchange> second(Probe probe, Wire wire, Message next, byte[] bytes) {
        try {
            Received received = wire.exchange(bytes, next.method());
            return Optional.of(probe.recorded(next, "", true, () -> received));
        } catch (IOException e) {
            if (Absence.of(e) == Absence.CLOSED) {
                return Optional.empty();
            }
            return Optional.of(probe.recorded(next, "", true, () -> {
                throw e;
            }));
        }
    }

    private static void judge(Probe probe, String error, Optional<Exchange> second, String id) {
        probe.expect(
                second.isEmpty() || ConnectionChecks.hasOnly(second.get(), id),
                "after a request with " + error + " the next one's own answer, or the connection closed",
                second.map(Exchange::summary).orElse(""));
    }

    private static Map<String, Message> errors(Probe probe) {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        Message smuggled = requests.invoke(functions.enabled(), "{\"smuggled\":\"event\"}");
        byte[] body = smuggled.bytes();
        byte[] tooLarge = new String(body, StandardCharsets.UTF_8)
                .repeat(LIMIT / body.length + 2)
                .getBytes(StandardCharsets.UTF_8);
        Message invoke = requests.invoke(functions.enabled(), "{}").withBody(body);
        Map<String, Message> errors = new LinkedHashMap<>();
        errors.put("a malformed body", invoke);
        errors.put("a malformed body in chunks", invoke.withChunks(body, 50));
        errors.put("a malformed path", requests.invoke("a..b", "{}").withBody(body));
        errors.put(
                "an unknown function", requests.invoke(functions.absent(), "{}").withBody(body));
        errors.put(
                "an unknown path",
                Requests.json(requests.to("POST", "/nowhere"), "{}").withBody(body));
        errors.put("a method that is not allowed", invoke.withMethod("PUT"));
        errors.put("an Accept that excludes JSON", invoke.with("Accept", "text/html"));
        errors.put("another media type", invoke.replacing("Content-Type", "text/plain"));
        errors.put("a body that is too large", invoke.withBody(tooLarge));
        errors.put("a body that is too large, in chunks", invoke.withChunks(tooLarge, 10_000));
        errors.put(
                "a disabled function",
                requests.invoke(functions.disabled(), "{}").withBody(body));
        if (probe.settings().token().isPresent()) {
            errors.put("no credentials", invoke.without("X-Auth-Token"));
        }
        return errors;
    }
}
