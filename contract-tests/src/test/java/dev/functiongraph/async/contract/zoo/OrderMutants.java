package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;

/** Servers that list in another order. */
final class OrderMutants extends RecordMutants {
    @Override
    void addAll() {
        Map<String, Comparator<Records.Entry>> orders = Map.of(
                "oldest first", Comparator.comparingLong(entry -> entry.number),
                "by id", Comparator.comparing(entry -> entry.id),
                "by status",
                        Comparator.comparing((Records.Entry entry) -> entry.status)
                                .thenComparing(entry -> -entry.number),
                "by start",
                        Comparator.comparing(
                                        (Records.Entry entry) -> entry.started == null ? Instant.MAX : entry.started)
                                .reversed(),
                "by end",
                        Comparator.comparing((Records.Entry entry) -> entry.ended == null ? Instant.MAX : entry.ended)
                                .reversed(),
                "by seconds, then oldest first",
                        Comparator.comparing((Records.Entry entry) -> entry.accepted.truncatedTo(ChronoUnit.SECONDS))
                                .reversed()
                                .thenComparing(entry -> entry.number));
        orders.forEach((operator, order) -> add(operator, "list order", () -> new Records() {
            @Override
            Comparator<Entry> order() {
                return order;
            }
        }));
        add("the last two of a page exchanged", "list order", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                return otherwise(super.page(function, listing), records -> {
                    if (records.size() > 1) {
                        Collections.swap(records, records.size() - 1, records.size() - 2);
                    }
                });
            }
        });
        add("page two is turned around", "list order", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                ObjectNode page = super.page(function, listing);
                return listing.marker() == 0 ? page : otherwise(page, Collections::reverse);
            }
        });
        add("all but the first are turned around", "list order", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                return otherwise(super.page(function, listing), records -> {
                    if (records.size() > 1) {
                        Collections.reverse(records.subList(1, records.size()));
                    }
                });
            }
        });
    }
}
