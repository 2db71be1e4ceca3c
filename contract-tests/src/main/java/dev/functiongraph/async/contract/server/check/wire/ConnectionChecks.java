package dev.functiongraph.async.contract.server.check.wire;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.OnOneConnection;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The checks of several requests on one connection, and of the forms that other clients and proxies use. */
public final class ConnectionChecks {
    private static final int PIPELINED = 6;

    private ConnectionChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "wire.pipelining", ConnectionChecks::pipelining,
                "wire.http-1.0", ConnectionChecks::http10,
                "wire.absolute-form", ConnectionChecks::absoluteForm);
    }

    /** Whether the answer says that the connection ends behind it; one of HTTP/1.0 does so by its version. */
    static boolean closes(Received received) {
        List<String> options = received.answer().headers().values("Connection").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .toList();
        return options.contains("close")
                || (received.statusLine().startsWith("HTTP/1.0 ") && !options.contains("keep-alive"));
    }

    /**
     * Listings of one invocation each, between which an event is accepted: each answer tells to which request it
     * belongs.
     */
    private static void pipelining(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        List<Message> messages = new ArrayList<>();
        List<Optional<String>> ids = new ArrayList<>();
        for (int i = 0; i < PIPELINED; i += 2) {
            String id = Invocations.listed(probe, urn);
            messages.add(probe.requests().list(urn, "?request_id=" + id));
            ids.add(Optional.of(id));
            messages.add(probe.requests().invoke(urn, "{\"sent\":\"at once\"}"));
            ids.add(Optional.empty());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(message -> all.writeBytes(message.bytes()));
        OnOneConnection.with(probe, wire -> {
            wire.send(all.toByteArray());
            for (int i = 0; i < messages.size(); i++) {
                Message message = messages.get(i);
                Exchange exchange =
                        probe.connections().recorded(wire, message, "", true, () -> wire.receive(message.method()));
                probe.expect(exchange)
                        .that(
                                ids.get(i).map(id -> hasOnly(exchange, id)).orElse(exchange.status() == 202),
                                "the answer to request " + (i + 1) + " of " + messages.size()
                                        + " that were sent at once",
                                exchange.summary());
                if (exchange.received().isEmpty() || closes(exchange.received().get())) {
                    return;
                }
            }
        });
    }

    static boolean hasOnly(Exchange exchange, String id) {
        return exchange.status() == 200 && Pages.ids(exchange).equals(List.of(id));
    }

    /** A server may also refuse to speak so old a version. */
    private static void http10(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.listed(probe, urn);
        Message list = probe.requests().list(urn, "?request_id=" + id).withVersion("HTTP/1.0");
        Exchange listed = closed(probe, list);
        probe.expect(listed).that(listed.status() == 426 || hasOnly(listed, id), "the listing", listed.summary());
        Exchange invoked = closed(probe, probe.requests().invoke(urn, "{}").withVersion("HTTP/1.0"));
        probe.expect(invoked).statusIn(202, 426);
    }

    private static Exchange closed(Probe probe, Message message) throws CouldNotRunException {
        Exchange exchange = OnOneConnection.last(probe, message);
        boolean chunked = exchange.received()
                .map(received ->
                        received.answer().headers().first("Transfer-Encoding").isPresent())
                .orElse(false);
        probe.expect(exchange).that(!chunked, "no Transfer-Encoding, which HTTP/1.0 does not know", "there is one");
        return exchange;
    }

    private static void absoluteForm(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.listed(probe, urn);
        Exchange listed = probe.send(absolute(probe, probe.requests().list(urn, "?request_id=" + id)));
        probe.expect(listed).that(hasOnly(listed, id), "the listing of one invocation", listed.summary());
        probe.expect(probe.send(absolute(probe, probe.requests().invoke(urn, "{}"))))
                .status(202);
        Message absent = probe.requests().invoke(probe.functions().absent(), "{}");
        probe.expect(probe.send(absolute(probe, absent)))
                .status(probe.send(absent).status());
        Message capitals = absolute(probe, probe.requests().list(urn, "?request_id=" + id));
        Exchange inCapitals = probe.send(capitals.withTarget(withCapitals(capitals.target())));
        probe.expect(inCapitals).that(hasOnly(inCapitals, id), "the listing of one invocation", inCapitals.summary());
    }

    /** Scheme and host mean the same in any letter case (RFC 9110, section 4.2.3). */
    private static String withCapitals(String absolute) {
        int path = absolute.indexOf('/', "https://".length());
        return absolute.substring(0, path).toUpperCase(Locale.ROOT) + absolute.substring(path);
    }

    private static Message absolute(Probe probe, Message message) {
        URI base = probe.settings().target().base();
        return message.withTarget(
                base.getScheme() + "://" + probe.settings().target().host() + message.target());
    }
}
