package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Servers that have other limits of a page. */
final class LimitMutants extends RecordMutants {
    @Override
    void addAll() {
        Map<String, UnaryOperator<Integer>> limits = Map.of(
                "one more", limit -> limit + 1,
                "one less", limit -> Math.max(1, limit - 1),
                "at most 100", limit -> Math.min(100, limit),
                "at least 10", limit -> Math.max(10, limit),
                "twice", limit -> limit * 2,
                "ignored", limit -> 100,
                "default 101", limit -> limit == 100 ? 101 : limit,
                "default 99", limit -> limit == 100 ? 99 : limit,
                "500 is 501", limit -> limit == 500 ? 501 : limit,
                "1 is 2", limit -> limit == 1 ? 2 : limit);
        limits.forEach((operator, change) -> {
            String open = operator.equals("one less") || operator.equals("at most 100") || operator.equals("default 99")
                    ? "a page may have fewer records than the limit"
                    : "";
            addModel(
                    operator,
                    "list limit",
                    open,
                    () -> new Model(new Records() {
                        @Override
                        synchronized ObjectNode page(String function, Listing listing) {
                            return super.page(
                                    function, listing.withPage(change.apply(listing.limit()), listing.marker()));
                        }
                    }));
        });
        add("ignored on page two", "list limit", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                return super.page(
                        function, listing.withPage(listing.marker() > 0 ? 100 : listing.limit(), listing.marker()));
            }
        });
    }
}
