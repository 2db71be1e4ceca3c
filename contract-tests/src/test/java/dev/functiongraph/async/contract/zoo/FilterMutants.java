package dev.functiongraph.async.contract.zoo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Servers that choose by the parameters of a listing otherwise. */
final class FilterMutants extends RecordMutants {
    /** The parameters of a listing that choose records. */
    static final Map<String, BiPredicate<Records.Entry, Listing>> FILTERS = filters(Map.of());

    @Override
    void addAll() {
        add("ignored", "list filter function", () -> new Records() {
            @Override
            boolean isIn(Entry entry, String function, Listing listing) {
                return super.isIn(entry, entry.function, listing);
            }
        });
        FILTERS.forEach((name, right) -> {
            String place = "list filter " + name;
            add("ignored", place, () -> filtering(name, (entry, listing) -> true));
            add(
                    "inverted",
                    place,
                    () -> filtering(name, (entry, listing) -> !isAsked(name, listing) || !right.test(entry, listing)));
            add("nothing fits", place, () -> filtering(name, (entry, listing) -> !isAsked(name, listing)));
            add(
                    "ignored on page two",
                    place,
                    () -> filtering(name, (entry, listing) -> listing.marker() > 0 || right.test(entry, listing)));
            add(
                    "nothing fits on page two",
                    place,
                    () -> filtering(
                            name,
                            (entry, listing) ->
                                    right.test(entry, listing) && !(listing.marker() > 0 && isAsked(name, listing))));
            for (String other : FILTERS.keySet()) {
                if (!other.equals(name)) {
                    add(
                            "ignored together with " + other,
                            place,
                            () -> filtering(
                                    name, (entry, listing) -> isAsked(other, listing) || right.test(entry, listing)));
                    add(
                            "or " + other,
                            place,
                            () -> filtering(
                                    name,
                                    (entry, listing) -> right.test(entry, listing)
                                            || (isAsked(other, listing)
                                                    && FILTERS.get(other).test(entry, listing))));
                }
            }
            add(
                    "ignored together with a limit",
                    place,
                    () -> filtering(name, (entry, listing) -> listing.limit() != 100 || right.test(entry, listing)));
        });
        for (String status : List.of("WAIT", "RUNNING", "SUCCESS", "FAIL", "DISCARD")) {
            add(
                    "never finds " + status,
                    "list filter status",
                    () -> filtering(
                            "status",
                            (entry, listing) -> listing.status().isEmpty()
                                    || (entry.status.equals(listing.status()) && !entry.status.equals(status))));
            add(
                    "finds " + status + " always",
                    "list filter status",
                    () -> filtering(
                            "status",
                            (entry, listing) -> listing.status().isEmpty()
                                    || entry.status.equals(listing.status())
                                    || entry.status.equals(status)));
        }
    }

    private static Map<String, BiPredicate<Records.Entry, Listing>> filters(
            Map<String, BiPredicate<Records.Entry, Listing>> others) {
        Map<String, BiPredicate<Records.Entry, Listing>> filters = new LinkedHashMap<>();
        filters.put(
                "request_id", (entry, listing) -> listing.id().isEmpty() || entry.id.equalsIgnoreCase(listing.id()));
        filters.put("status", (entry, listing) -> listing.status().isEmpty() || entry.status.equals(listing.status()));
        filters.put("query_begin_time", (entry, listing) -> !entry.accepted.isBefore(listing.begin()));
        filters.put("query_end_time", (entry, listing) -> !entry.accepted.isAfter(listing.end()));
        filters.putAll(others);
        return filters;
    }

    static boolean isAsked(String name, Listing listing) {
        return switch (name) {
            case "request_id" -> !listing.id().isEmpty();
            case "status" -> !listing.status().isEmpty();
            case "query_begin_time" -> listing.begin().isAfter(Instant.parse("0001-01-01T00:00:00Z"));
            default -> listing.end().isBefore(Instant.parse("9999-12-31T00:00:00Z"));
        };
    }

    static Records filtering(String name, BiPredicate<Records.Entry, Listing> other) {
        Map<String, BiPredicate<Records.Entry, Listing>> filters = filters(Map.of(name, other));
        return new Records() {
            @Override
            boolean isIn(Entry entry, String function, Listing listing) {
                return entry.function.equals(function)
                        && filters.values().stream().allMatch(filter -> filter.test(entry, listing));
            }
        };
    }
}
