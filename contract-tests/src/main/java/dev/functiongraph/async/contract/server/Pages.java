package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reading of listings on a server that others may use at the same time, and that may have any number of older records:
 * it continues until it has passed the records that are wanted.
 */
public final class Pages {
    private static final int MOST = 500;
    /** How many records of others a first page has room for: a short one is easier to read in a report. */
    private static final int OTHERS = 15;

    private static final int ENOUGH = 100;

    private Pages() {}

    /**
     * A page of a listing, by a query that the contract allows.
     *
     * @throws CouldNotRunException if there is none
     */
    public static Exchange page(Probe probe, String urn, String query) throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().list(urn, query));
        if (exchange.status() != 200 || exchange.json().isEmpty()) {
            throw missing(probe, exchange);
        }
        return exchange;
    }

    /** Notes that a listing is refused, where listings are what is checked; elsewhere it is in the way. */
    public static CouldNotRunException missing(Probe probe, Exchange answer) {
        if (probe.checksListings() && answer.received().isPresent()) {
            probe.expect(answer).that(false, "status 200 with a page", answer.summary());
        }
        return new CouldNotRunException("there is no listing: " + answer.summary());
    }

    /** None where the answer is no page. */
    public static List<String> ids(Exchange listing) {
        List<String> ids = new ArrayList<>();
        page(listing)
                .path("invocations")
                .forEach(record -> ids.add(record.path("request_id").asText()));
        return ids;
    }

    public static long next(Exchange listing) {
        return page(listing).path("next_marker").asLong();
    }

    /** Of all pages, in their order. */
    public static List<String> ids(List<Exchange> pages) {
        return pages.stream().flatMap(page -> ids(page).stream()).toList();
    }

    private static JsonNode page(Exchange listing) {
        return listing.json().orElseGet(MissingNode::getInstance);
    }

    /** The first pages of a function, at least up to the last of the wanted ids, if the listing has them. */
    public static List<Exchange> newest(Probe probe, String urn, Collection<String> wanted)
            throws CouldNotRunException {
        return newest(probe, urn, wanted, "");
    }

    /** @param filter a further parameter, with an ampersand before it; or empty */
    public static List<Exchange> newest(Probe probe, String urn, Collection<String> wanted, String filter)
            throws CouldNotRunException {
        List<Exchange> pages = new ArrayList<>();
        long marker = 0;
        int limit = Math.min(MOST, wanted.size() + OTHERS);
        do {
            pages.add(page(probe, urn, "?limit=" + limit + filter + "&marker=" + marker));
            marker = next(pages.get(pages.size() - 1));
            limit = MOST;
        } while (marker != 0 && !ids(pages).containsAll(wanted) && pages.size() < ENOUGH);
        return pages;
    }
}
