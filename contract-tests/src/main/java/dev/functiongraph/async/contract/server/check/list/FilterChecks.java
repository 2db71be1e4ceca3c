package dev.functiongraph.async.contract.server.check.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.ListedRecord;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The checks of a listing's filters, each with every other, and of every status that an invocation takes. */
public final class FilterChecks {
    private static final String PAST = "2001-02-03T04:05:06Z";
    private static final String FUTURE = "2999-12-31T23:59:59Z";
    private static final int TRIES = 4;
    private static final int NEWEST = 50;

    private FilterChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "list.filters-together", FilterChecks::together,
                "list.every-status", FilterChecks::everyStatus,
                "list.time-on-every-page", TimeOnPages::check);
    }

    /**
     * A filter.
     *
     * @param fitting a value that the invocation fits
     * @param excluding one that it does not fit
     */
    private record Filter(String name, String fitting, String excluding) {}

    private static void together(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String id = Invocations.accepted(probe, urn, "{}");
        String status = InvocationPoller.ended(probe, urn, id).status();
        String other = new UUID(probe.random().nextLong(), probe.random().nextLong()).toString();
        List<Filter> filters = List.of(
                new Filter("request_id", id, other),
                new Filter("status", status, status.equals("DISCARD") ? "FAIL" : "DISCARD"),
                new Filter("query_begin_time", PAST, FUTURE),
                new Filter("query_end_time", FUTURE, PAST));
        for (Filter one : filters) {
            for (Filter another : filters) {
                if (!one.equals(another)) {
                    String query = "?" + one.name + "=" + one.fitting + "&" + another.name + "=";
                    expect(probe, id, query + another.excluding + "&limit=20", false);
                    if (one.name.equals("request_id")) {
                        expect(probe, id, query + another.fitting, true);
                    }
                }
            }
        }
        String all = filters.stream()
                .map(filter -> filter.name + "=" + filter.fitting)
                .collect(Collectors.joining("&", "?", "&limit=1&marker=0"));
        expect(probe, id, all, true);
    }

    private static void expect(Probe probe, String id, String query, boolean listed) throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().list(probe.functions().enabled(), query));
        probe.expect(exchange)
                .that(
                        exchange.status() == 200 && Pages.ids(exchange).contains(id) == listed,
                        (listed ? "" : "a listing without ") + "the invocation " + id,
                        exchange.summary());
    }

    /** An invocation that ends, some that are canceled while they wait, and some while they run, if they do. */
    private static void everyStatus(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        for (int i = 0; i < TRIES; i++) {
            String id = Invocations.accepted(probe, urn, "{}");
            if (i > 0 && i % 2 == 0) {
                InvocationPoller.started(probe, urn, id);
            }
            if (i > 0) {
                probe.send(probe.requests().cancel(urn, Requests.cancellation(id)));
            }
            InvocationPoller.ended(probe, urn, id);
            isListedByItsStatus(probe, urn, id);
        }
        isListedByItsStatus(probe, urn, Invocations.accepted(probe, urn, "{}"));
        String running = Invocations.accepted(probe, urn, "{}");
        InvocationPoller.started(probe, urn, running);
        isListedByItsStatus(probe, urn, running);
    }

    /** What has another record afterwards may have changed before. */
    private static void isListedByItsStatus(Probe probe, String urn, String id) throws CouldNotRunException {
        ListedRecord before = record(Pages.newest(probe, urn, List.of(id)), id)
                .orElseThrow(() -> new CouldNotRunException("the listing does not have the invocation " + id));
        List<Exchange> pages = Pages.newest(probe, urn, List.of(id), "&status=" + before.status());
        List<Exchange> others = new ArrayList<>();
        for (JsonNode status :
                probe.contract().schema("InvocationStatus").at("enum").value()) {
            if (!status.asText().equals(before.status())) {
                others.add(Pages.page(probe, urn, "?limit=" + NEWEST + "&status=" + status.asText()));
            }
        }
        boolean stayed = record(Pages.newest(probe, urn, List.of(id)), id)
                .filter(after -> after.record().equals(before.record()))
                .isPresent();
        for (Exchange other : others) {
            probe.expect(List.of(before.listing(), other))
                    .that(
                            !stayed || !Pages.ids(other).contains(id),
                            "no listing by another status of the invocation " + id + ", whose status is "
                                    + before.status(),
                            "it is listed");
        }
        List<Exchange> shown = new ArrayList<>(List.of(before.listing()));
        shown.addAll(pages);
        probe.expect(shown)
                .that(
                        !stayed || Pages.ids(pages).contains(id),
                        "the invocation " + id + ", whose status is " + before.status(),
                        "it is not listed");
    }

    private static Optional<ListedRecord> record(List<Exchange> pages, String id) {
        for (Exchange page : pages) {
            for (JsonNode record : page.json().orElseThrow().path("invocations")) {
                if (record.path("request_id").asText().equals(id)) {
                    return Optional.of(new ListedRecord(record, page));
                }
            }
        }
        return Optional.empty();
    }
}
