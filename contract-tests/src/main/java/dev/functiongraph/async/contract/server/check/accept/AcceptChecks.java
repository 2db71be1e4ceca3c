package dev.functiongraph.async.contract.server.check.accept;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.wire.Message;
import java.util.List;
import java.util.Map;

/** The checks of the header Accept. */
public final class AcceptChecks {
    private static final String ACCEPT = "Accept";

    private AcceptChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "accept.excludes-json", AcceptChecks::excludesJson,
                "accept.includes-json", AcceptChecks::includesJson);
    }

    private static void excludesJson(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (Message message : List.of(
                probe.requests().invoke(urn, "{}"),
                probe.requests().list(urn, ""),
                probe.requests().cancel(urn, Requests.CANCEL_OF_UNKNOWN_ID))) {
            for (String accept : List.of(
                    "text/html",
                    "text/*",
                    "image/png, application/xml;q=0.9",
                    "application/problem+json",
                    "application/json;q=0",
                    "application/json;q=0.000, text/html",
                    "*/*, application/json;q=0",
                    "application/*;q=0, */*;q=0.5")) {
                probe.expect(probe.send(message.with(ACCEPT, accept))).anyError(406);
            }
        }
    }

    private static void includesJson(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        Invocations.accepted(probe, urn, "{}");
        Pages.page(probe, urn, "?limit=1");
        Message invoke = probe.requests().invoke(urn, "{}");
        Message list = probe.requests().list(urn, "?limit=1");
        Message cancel = probe.requests().cancel(urn, Requests.cancellation(Invocations.accepted(probe, urn, "{}")));
        for (String accept : List.of(
                "*/*",
                "application/*",
                "application/json",
                "Application/JSON",
                "text/html, application/json;q=0.1",
                "text/html;q=0.9,*/*;q=0.001",
                "application/json, text/plain, */*",
                "text/html;level=1 , application/json ; q=1.000")) {
            probe.expect(probe.send(invoke.with(ACCEPT, accept))).status(202);
            probe.expect(probe.send(list.with(ACCEPT, accept))).status(200);
            probe.expect(probe.send(cancel.with(ACCEPT, accept))).status(200);
        }
        isAcceptedInAnyOrder(probe, invoke, 202);
        isAcceptedInAnyOrder(probe, list, 200);
        isAcceptedInAnyOrder(probe, cancel, 200);
    }

    /** In two headers, or in none. */
    private static void isAcceptedInAnyOrder(Probe probe, Message message, int status) throws CouldNotRunException {
        String html = "text/html";
        for (Message each : List.of(
                message.with(ACCEPT, html).with(ACCEPT, Json.MEDIA_TYPE),
                message.with(ACCEPT, Json.MEDIA_TYPE).with(ACCEPT, html),
                message.without(ACCEPT))) {
            probe.expect(probe.send(each)).status(status);
        }
    }
}
