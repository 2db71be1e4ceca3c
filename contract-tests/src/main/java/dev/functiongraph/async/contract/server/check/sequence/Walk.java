package dev.functiongraph.async.contract.server.check.sequence;

import static dev.functiongraph.async.contract.server.check.sequence.Violation.Kind.PAGES;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pages of one listing, read one after the other, and what each must and must not have after those before it. */
final class Walk {
    private final int limit;
    private final String status;
    private final int begun;
    private final Set<String> listed = new HashSet<>();
    private Optional<Known> last = Optional.empty();
    private int lastPage;
    private long marker;
    private int asked;
    private boolean isFirst = true;

    /**
     * @param limit of each page
     * @param status of the filter; empty for none
     * @param begun before its first request
     */
    Walk(int limit, String status, int begun) {
        this.limit = limit;
        this.status = status;
        this.begun = begun;
    }

    /** Whether there is another page. */
    boolean goesOn() {
        return isFirst || marker != 0;
    }

    /** @param most records at most, whatever the limit */
    String query(int most) {
        asked = Math.max(limit, most);
        return "?limit=" + asked + (status.isEmpty() ? "" : "&status=" + status) + "&marker=" + marker;
    }

    boolean has(Collection<Known> all) {
        return all.stream().allMatch(known -> listed.contains(known.id()));
    }

    /**
     * Judges the next page.
     *
     * @param own the invocations of the sequence, by id
     * @param now after its answer
     */
    Optional<Violation> add(JsonNode page, Map<String, Known> own, int now) {
        int size = page.path("invocations").size();
        if (size > asked || size != page.path("count").asInt()) {
            return wrong(
                    "at most " + asked + " records, and their number as count, on every page",
                    size + " records, and count " + page.path("count"));
        }
        for (JsonNode record : page.path("invocations")) {
            Optional<Violation> wrong = record(record, own);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (!page.path("invocations").isEmpty()) {
            lastPage = now;
        }
        marker = page.path("next_marker").asLong();
        isFirst = false;
        return leftOut(own);
    }

    private Optional<Violation> record(JsonNode record, Map<String, Known> own) {
        String id = record.path("request_id").asText();
        if (!listed.add(id)) {
            return wrong("each invocation once on all pages of a listing", id + " comes again");
        }
        if (!status.isEmpty() && !record.path("status").asText().equals(status)) {
            return wrong("invocations in status " + status + " only, on every page", "" + record);
        }
        Known known = own.get(id);
        if (known == null) {
            return Optional.empty();
        }
        if (lastPage > 0 && known.sent() > lastPage) {
            return wrong(
                    "on a later page what was accepted before the last record of the page before it",
                    id + ", which was sent when that page was there");
        }
        if (last.filter(newer -> newer.isOlderThan(known)).isPresent()) {
            return wrong(
                    "newest first on all pages",
                    id + " behind " + last.get().id() + ", which was accepted before it was sent");
        }
        last = Optional.of(known);
        return Optional.empty();
    }

    /** What fits for certain, and is neither listed nor can come on a later page. */
    private Optional<Violation> leftOut(Map<String, Known> own) {
        for (Known known : own.values()) {
            boolean passed = marker == 0
                    || last.filter(older -> older.isOlderThan(known)).isPresent();
            if (passed && fits(known) && !listed.contains(known.id())) {
                return wrong(
                        "every invocation that was accepted before the listing" + (status.isEmpty() ? "" : " and fits"),
                        known.id() + " is on none of its pages");
            }
        }
        return Optional.empty();
    }

    private boolean fits(Known known) {
        return known.accepted() < begun
                && (status.isEmpty()
                        || known.end()
                                .filter(end -> end.status().equals(status) && end.seen() < begun)
                                .isPresent());
    }

    private static Optional<Violation> wrong(String expected, String actual) {
        return Optional.of(new Violation(PAGES, expected, actual));
    }
}
