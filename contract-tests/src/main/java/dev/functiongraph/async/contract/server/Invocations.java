package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.Optional;

/** The invocations that a check needs in order to ask something else about them. */
public final class Invocations {
    private Invocations() {}

    /**
     * The id of a new invocation.
     *
     * @throws CouldNotRunException if it is not accepted under an id of its own: that is for other checks to report
     */
    public static String accepted(Probe probe, String urn, String event) throws CouldNotRunException {
        Exchange exchange = probe.send(probe.requests().invoke(urn, event));
        String id = exchange.field("request_id")
                .filter(any -> exchange.status() == 202)
                .orElseThrow(() -> new CouldNotRunException("an event was not accepted: " + exchange.summary()));
        if (!probe.addAcceptedId(id)) {
            throw new CouldNotRunException("two events were accepted under one id, " + id);
        }
        return id;
    }

    /** The id of a new invocation that the listing is seen to have. */
    public static String listed(Probe probe, String urn) throws CouldNotRunException {
        String id = accepted(probe, urn, "{}");
        record(probe, urn, id);
        return id;
    }

    /**
     * The listing's record of an invocation that was accepted. That there is none is a mismatch, whatever else is
     * checked: a record exists as soon as the 202 is sent.
     *
     * @throws CouldNotRunException if there is none: then nothing more can be said of it
     */
    public static ListedRecord record(Probe probe, String urn, String id) throws CouldNotRunException {
        Exchange listing = page(probe, urn, id);
        ListedRecord record = record(listing).orElseThrow(() -> missing(probe, listing, id));
        probe.addListedId(id);
        return record;
    }

    /**
     * Notes that an invocation is missing, unless it was listed before: then its record may have been deleted.
     *
     * @param listing which should have it
     */
    static CouldNotRunException missing(Probe probe, Exchange listing, String id) {
        if (probe.wasListed(id)) {
            return new CouldNotRunException("the listing does not have the invocation " + id + " any more");
        }
        probe.expect(listing)
                .that(false, "the invocation " + id + ", which was answered 202", "the listing does not have it");
        return new CouldNotRunException("an invocation that was answered 202 is not listed");
    }

    /** The listing's record of an invocation, if it has one. */
    public static Optional<ListedRecord> find(Probe probe, String urn, String id) throws CouldNotRunException {
        return record(page(probe, urn, id));
    }

    private static Exchange page(Probe probe, String urn, String id) throws CouldNotRunException {
        return Pages.page(probe, urn, "?request_id=" + id);
    }

    private static Optional<ListedRecord> record(Exchange listing) {
        JsonNode records = listing.json().orElseThrow().path("invocations");
        return records.isEmpty() ? Optional.empty() : Optional.of(new ListedRecord(records.get(0), listing));
    }
}
