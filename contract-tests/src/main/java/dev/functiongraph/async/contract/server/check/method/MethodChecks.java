package dev.functiongraph.async.contract.server.check.method;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.LeftoverRecords;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks of methods that the contract does not have for a path. */
public final class MethodChecks {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "QUERY");

    private MethodChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "method.not-allowed", MethodChecks::notAllowed,
                "method.letter-case", MethodChecks::letterCase,
                "method.trace", MethodChecks::trace,
                "method.head", MethodChecks::head,
                "method.options", MethodChecks::options);
    }

    private static void notAllowed(Probe probe) throws CouldNotRunException {
        for (OperationId operation : OperationId.values()) {
            for (String method : METHODS) {
                if (!method.equals(probe.contract().operation(operation).method())) {
                    Exchange exchange = probe.send(message(probe, operation).withMethod(method));
                    // A server may implement fewer methods than RFC 9110 has, or know a path by its method only.
                    int status = List.of(404, 501).contains(exchange.status()) ? exchange.status() : 405;
                    probe.expect(exchange).anyError(status);
                    expectAllow(probe, exchange, operation);
                }
            }
        }
    }

    /** With a body where the method in capitals has one: it is read by its length, whatever the method. */
    private static void letterCase(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        List<Message> messages = new ArrayList<>();
        for (String method : List.of("GET", "POST")) {
            Set<String> variants = new LinkedHashSet<>(LetterCase.variants(method, probe.random()));
            variants.add(method.charAt(0) + LetterCase.changed(method.substring(1)));
            for (String variant : variants) {
                messages.add(probe.requests().invoke(urn, "{}").withMethod(variant));
                messages.add(message(probe, OperationId.LIST).withMethod(variant));
                messages.add(
                        probe.requests().cancel(urn, Requests.cancellation(id)).withMethod(variant));
            }
        }
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            probe.expect(exchange).statusIn(400, 404, 405, 501);
        }
    }

    /** Proxies may answer it with the request itself (RFC 9110, section 9.3.8), and nobody does anything else. */
    private static void trace(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (Message message : List.of(
                probe.requests().invoke(urn),
                probe.requests().list(urn, ""),
                probe.requests().cancel(urn, Requests.cancellation(Invocations.accepted(probe, urn, "{}"))))) {
            Exchange exchange = probe.sendMalformed(message.withMethod("TRACE"));
            boolean done = exchange.json()
                    .filter(body -> body.has("request_id") || body.has("invocations"))
                    .isPresent();
            probe.expect(exchange).that(exchange.status() != 202 && !done, "nothing done by TRACE", exchange.summary());
        }
    }

    /** A request without a body, because a body has no meaning for an unknown method. */
    private static Message message(Probe probe, OperationId operation) {
        return probe.requests().to(operation, probe.functions().enabled(), "").with("Content-Length", "0");
    }

    /** With 405 only: with anything else Allow is a matter of taste. */
    private static void expectAllow(Probe probe, Exchange exchange, OperationId operation) {
        String method = probe.contract().operation(operation).method();
        Stream<String> allowed = exchange.received().stream()
                .flatMap(received -> received.answer().headers().values("Allow").stream())
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip);
        probe.expect(exchange)
                .that(
                        exchange.status() != 405 || allowed.anyMatch(method::equals),
                        "an Allow with " + method,
                        exchange.header("Allow").isEmpty() ? "there is no Allow" : allow(exchange));
    }

    private static String allow(Exchange exchange) {
        return exchange.received().stream()
                .flatMap(received -> received.answer().headers().values("Allow").stream())
                .collect(Collectors.joining(", ", "Allow: ", ""));
    }

    private static void options(Probe probe) throws CouldNotRunException, InterruptedException {
        expectNothingAccepted(probe, () -> {
            for (OperationId operation : OperationId.values()) {
                Exchange exchange = probe.send(message(probe, operation).withMethod("OPTIONS"));
                probe.expect(exchange).statusIn(200, 204, 404, 405, 501);
                expectAllow(probe, exchange, operation);
            }
        });
    }

    private static void head(Probe probe) throws CouldNotRunException, InterruptedException {
        expectNothingAccepted(probe, () -> {
            for (OperationId operation : OperationId.values()) {
                head(probe, message(probe, operation).withMethod("HEAD"));
            }
        });
        String urn = probe.functions().enabled();
        Message cancel = probe.requests().cancel(urn, Requests.cancellation(Invocations.accepted(probe, urn, "{}")));
        Exchange exchange = probe.send(cancel.withMethod("HEAD"));
        probe.expect(exchange).that(exchange.status() != 200, "nothing canceled", "status 200");
    }

    private static void head(Probe probe, Message message) throws CouldNotRunException {
        try (Wire wire = probe.connections().open()) {
            String[] more = {""};
            Exchange exchange = probe.connections().recorded(wire, message, "", true, () -> {
                wire.send(message.bytes());
                Received received = wire.receive(message.method());
                more[0] = goesOn(probe, wire);
                return received;
            });
            probe.expect(exchange)
                    .that(exchange.received().isPresent(), "a header section", exchange.summary())
                    .that(exchange.status() != 202, "nothing accepted", "status 202")
                    .that(more[0].isEmpty(), "a header section only", "followed by: " + more[0]);
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }

    private static void expectNothingAccepted(Probe probe, LeftoverRecords.Action action)
            throws CouldNotRunException, InterruptedException {
        boolean left = LeftoverRecords.left(probe, probe.functions().enabled(), action);
        probe.expect(!left, "no new record in the listing", "there are more records than accepted events");
    }

    /** The data after an answer that should be complete: it comes before the answer to the next request. */
    private static String goesOn(Probe probe, Wire wire) {
        Message next = probe.requests().list(probe.functions().enabled(), "?limit=1");
        try {
            wire.exchange(next.bytes(), next.method());
            return "";
        } catch (IOException e) {
            // The connection may have been closed after the answer.
            String came = new String(wire.came(), StandardCharsets.ISO_8859_1);
            return came.isEmpty() || came.startsWith("HTTP/") ? "" : came + "… (as far as it was read)";
        }
    }
}
