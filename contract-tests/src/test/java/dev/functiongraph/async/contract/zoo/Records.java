package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The invocations of a server of the zoo. Whatever goes on takes one step each time that somebody looks at it alone, so
 * that nothing depends on time.
 */
class Records {
    private static final Set<String> ENDS = Set.of("SUCCESS", "FAIL", "DISCARD");

    final List<Entry> entries = new ArrayList<>();

    /** One invocation. */
    static final class Entry {
        final long number;
        final String function;
        final String id;
        final Instant accepted = Instant.now();
        String status = "WAIT";
        int code;
        Instant started;
        Instant ended;

        Entry(long number, String function, String id) {
            this.number = number;
            this.function = function;
            this.id = id;
        }
    }

    /** @return the id */
    synchronized String add(String function, String id) {
        entries.add(new Entry(entries.size() + 1L, function, id));
        return id;
    }

    synchronized boolean has(String function, String id) {
        return entries.stream().anyMatch(entry -> entry.function.equals(function) && isOf(entry, id));
    }

    Entry find(String id) {
        return entries.stream().filter(other -> isOf(other, id)).findFirst().orElseThrow();
    }

    boolean isOf(Entry entry, String id) {
        return entry.id.equalsIgnoreCase(id);
    }

    /** @return the status after it */
    synchronized String cancel(String function, String id) {
        Entry entry = find(id);
        if (!ENDS.contains(entry.status)) {
            entry.status = entry.status.equals("WAIT") ? "DISCARD" : "FAIL";
            entry.code = 4208;
            entry.ended = Instant.now();
        }
        return entry.status;
    }

    synchronized ObjectNode page(String function, Listing listing) {
        if (!listing.id().isEmpty()) {
            entries.stream().filter(entry -> isOf(entry, listing.id())).forEach(this::step);
        }
        List<Entry> found = new ArrayList<>(entries.stream()
                .filter(entry -> isIn(entry, function, listing))
                .filter(entry -> listing.marker() == 0 || follows(entry, listing.marker()))
                .toList());
        found.sort(order());
        List<Entry> shown = found.subList(0, Math.min(listing.limit(), found.size()));
        ObjectNode page = Reply.JSON.createObjectNode();
        ArrayNode list = page.putArray("invocations");
        shown.forEach(entry -> list.add(json(entry)));
        page.put("count", shown.size());
        page.put("next_marker", shown.size() < found.size() ? marker(shown.get(shown.size() - 1)) : 0);
        return page;
    }

    /** Whether it is on a later page than the one that ended with this marker. */
    boolean follows(Entry entry, long marker) {
        return entry.number < marker;
    }

    Comparator<Entry> order() {
        return Comparator.comparingLong(entry -> -entry.number);
    }

    /** The marker of the page behind this entry. */
    long marker(Entry last) {
        return last.number;
    }

    boolean isIn(Entry entry, String function, Listing listing) {
        return entry.function.equals(function)
                && (listing.id().isEmpty() || isOf(entry, listing.id()))
                && (listing.status().isEmpty() || entry.status.equals(listing.status()))
                && !entry.accepted.isBefore(listing.begin())
                && !entry.accepted.isAfter(listing.end());
    }

    void step(Entry entry) {
        if (entry.status.equals("WAIT")) {
            entry.status = "RUNNING";
            entry.started = Instant.now();
        } else if (entry.status.equals("RUNNING")) {
            entry.status = "SUCCESS";
            entry.ended = Instant.now();
        }
    }

    ObjectNode json(Entry entry) {
        ObjectNode record = Reply.JSON.createObjectNode();
        record.put("request_id", entry.id);
        record.put("status", entry.status);
        record.put("error_message", entry.code == 0 ? "" : "function invocation canceled");
        record.put("error_code", entry.code);
        if (entry.started != null) {
            record.put(
                    "start_time", entry.started.truncatedTo(ChronoUnit.MILLIS).toString());
        }
        if (entry.ended != null) {
            record.put("end_time", entry.ended.truncatedTo(ChronoUnit.MILLIS).toString());
        }
        return record;
    }
}
