package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Servers that continue a listing elsewhere. */
final class MarkerMutants extends RecordMutants {
    @Override
    void addAll() {
        Map<String, ToLongFunction<Records.Entry>> positions = Map.of(
                "milliseconds", entry -> entry.accepted.toEpochMilli(),
                "seconds", entry -> entry.accepted.getEpochSecond(),
                "tens of milliseconds", entry -> entry.accepted.toEpochMilli() / 10);
        positions.forEach((unit, position) -> {
            for (boolean repeating : List.of(true, false)) {
                add(
                        "a time in " + unit + (repeating ? ", repeating" : ", skipping"),
                        "list marker",
                        () -> new Records() {
                            @Override
                            boolean follows(Entry entry, long marker) {
                                return repeating
                                        ? position.applyAsLong(entry) <= marker
                                        : position.applyAsLong(entry) < marker;
                            }

                            @Override
                            long marker(Entry last) {
                                return position.applyAsLong(last);
                            }
                        });
            }
        });
        for (int off : List.of(-2, -1, 1, 2)) {
            add("off by " + off, "list marker", () -> new Records() {
                @Override
                long marker(Entry last) {
                    return Math.max(0, super.marker(last) + off);
                }
            });
        }
        add("ignored", "list marker", () -> new Records() {
            @Override
            boolean follows(Entry entry, long marker) {
                return true;
            }
        });
        add("turned around", "list marker", () -> new Records() {
            @Override
            boolean follows(Entry entry, long marker) {
                return entry.number > marker;
            }
        });
        add("of the first record", "list marker", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                ObjectNode page = super.page(function, listing);
                long next = page.path("next_marker").asLong();
                return next == 0
                        ? page
                        : page.put("next_marker", next + page.path("count").asLong() - 1);
            }
        });
        add("by end", "list marker", () -> new Records() {
            @Override
            Comparator<Entry> order() {
                return Comparator.comparingLong(entry -> entry.ended == null ? -entry.number : entry.number);
            }
        });
        add("how many were passed", "list marker", () -> offset(0));
        add("how many were passed, one more", "list marker", () -> offset(1));
        add("the number of the page", "list marker", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                return cut(
                        super.page(function, listing.withPage(Integer.MAX_VALUE, 0)),
                        (int) Math.min(listing.marker() * listing.limit(), 1_000_000),
                        listing.limit(),
                        listing.marker() + 1);
            }
        });
    }

    private static Records offset(int more) {
        return new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                long begin = listing.marker() == 0 ? 0 : listing.marker() + more;
                return cut(
                        super.page(function, listing.withPage(Integer.MAX_VALUE, 0)),
                        (int) Math.min(begin, 1_000_000),
                        listing.limit(),
                        begin + listing.limit());
            }
        };
    }

    private static ObjectNode cut(ObjectNode page, int begin, int limit, long next) {
        ArrayNode all = (ArrayNode) page.path("invocations");
        ArrayNode shown = Reply.JSON.createArrayNode();
        for (int i = begin; i < Math.min(begin + limit, all.size()); i++) {
            shown.add(all.get(i));
        }
        page.set("invocations", shown);
        return page.put("count", shown.size()).put("next_marker", begin + limit < all.size() ? next : 0);
    }
}
