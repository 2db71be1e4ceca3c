package dev.functiongraph.async.contract.server.check.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.generate.BrokenTexts;
import dev.functiongraph.async.contract.generate.BrokenValue;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.contract.wire.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The checks of a listing's query, except for its times. */
public final class ListQueryChecks {
    private static final Map<String, String> VALID = Map.of(
            "request_id", "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826",
            "status", "FAIL",
            "query_begin_time", "2026-01-02T03:04:05",
            "query_end_time", "2026-01-02T04:04:05Z",
            "limit", "100",
            "marker", "0");

    private static final int AT_ONCE = 4;

    private ListQueryChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "list.by-status", ListQueryChecks::byStatus,
                "list.by-time", TimeWindow::check,
                "list.time-offset", TimeWindow::checkOffsets,
                "list.malformed-query", ListQueryChecks::malformedQuery,
                "list.unknown-parameter", ListQueryChecks::unknownParameter);
    }

    private static void byStatus(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        String status = InvocationPoller.ended(probe, urn, id).status();
        Invocations.accepted(probe, urn, "{\"may\":\"still wait\"}");
        for (JsonNode each :
                probe.contract().schema("InvocationStatus").at("enum").value()) {
            String asked = each.asText();
            Exchange all = probe.send(probe.requests().list(urn, "?status=" + asked));
            List<String> others = all.json().map(page -> statuses(page)).orElse(List.of()).stream()
                    .filter(other -> !other.equals(asked))
                    .distinct()
                    .toList();
            probe.expect(all)
                    .that(
                            others.isEmpty(),
                            "invocations in status " + asked + " only",
                            "also " + String.join(", ", others));
            Exchange one = probe.send(probe.requests().list(urn, "?request_id=" + id + "&status=" + asked));
            List<String> found = Pages.ids(one);
            probe.expect(one)
                    .that(
                            one.status() == 200 && found.equals(asked.equals(status) ? List.of(id) : List.of()),
                            asked.equals(status)
                                    ? "the invocation, which ended in " + status
                                    : "nothing, as the invocation ended in " + status,
                            one.summary());
        }
    }

    private static List<String> statuses(JsonNode page) {
        return page.path("invocations").findValuesAsText("status");
    }

    /** @param keyword the place of the schema's keyword that it breaks; empty if none does */
    private record Malformed(String query, String keyword) {}

    private static void malformedQuery(Probe probe) throws CouldNotRunException, InterruptedException {
        List<Malformed> queries = new ArrayList<>();
        Operation list = probe.contract().operation(OperationId.LIST);
        for (SpecNode parameter : list.parameters()) {
            if (parameter.at("in").text().equals("query")) {
                String name = parameter.at("name").text();
                String valid = Objects.requireNonNull(VALID.get(name), name);
                for (BrokenValue<String> broken : BrokenTexts.of(parameter, valid, probe.random(), probe.cases() / 4)) {
                    queries.add(new Malformed("?" + name + "=" + encoded(broken.value()), broken.keyword()));
                }
                String twice = name + "=" + encoded(valid);
                queries.add(new Malformed(
                        "?" + twice + "&" + twice,
                        parameter.at("schema").at("type").toString()));
            }
        }
        // The pattern cannot know how long each month is; the description of QueryTime can.
        queries.add(new Malformed("?query_begin_time=2026-02-30T03:04:05", ""));
        queries.add(new Malformed("?query_end_time=2026-04-31T03:04:05Z", ""));
        String urn = probe.functions().enabled();
        for (Exchange exchange : Concurrently.callEach(
                AT_ONCE,
                queries,
                each -> probe.sendBreaking(probe.requests().list(urn, each.query()), each.keyword()))) {
            probe.expect(exchange).status(400);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void unknownParameter(Probe probe) throws CouldNotRunException {
        String id = Invocations.listed(probe, probe.functions().enabled());
        for (String unknown :
                List.of("verbose=true", "offset=-1", "limits=x", "status_code=", "order", "%C3%BC=%C3%BC")) {
            Exchange exchange =
                    probe.send(probe.requests().list(probe.functions().enabled(), "?" + unknown + "&request_id=" + id));
            probe.expect(exchange).status(200);
            List<String> found = Pages.ids(exchange);
            probe.expect(exchange)
                    .that(
                            exchange.status() != 200 || found.equals(List.of(id)),
                            "the same as without " + unknown,
                            exchange.summary());
        }
    }
}
