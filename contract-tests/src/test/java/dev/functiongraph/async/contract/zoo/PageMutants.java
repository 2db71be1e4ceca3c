package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Servers that have other records on a page. */
final class PageMutants extends RecordMutants {
    @Override
    void addAll() {
        Map<String, UnaryOperator<Long>> nexts =
                Map.of("always 0", next -> 0L, "never 0", next -> next == 0 ? 1 : next);
        nexts.forEach((operator, change) -> add(operator, "list next_marker", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                ObjectNode page = super.page(function, listing);
                return page.put(
                        "next_marker", change.apply(page.path("next_marker").asLong()));
            }
        }));
        for (String filter : FilterMutants.FILTERS.keySet()) {
            add("always 0 with " + filter, "list next_marker", () -> new Records() {
                @Override
                synchronized ObjectNode page(String function, Listing listing) {
                    ObjectNode page = super.page(function, listing);
                    return FilterMutants.isAsked(filter, listing) ? page.put("next_marker", 0) : page;
                }
            });
            add("the first page again with " + filter, "list next_marker", () -> new Records() {
                @Override
                synchronized ObjectNode page(String function, Listing listing) {
                    ObjectNode page = super.page(function, listing);
                    return FilterMutants.isAsked(filter, listing)
                                    && page.path("next_marker").asLong() == 0
                                    && page.path("count").asLong() > 0
                            ? page.put("next_marker", listing.marker() == 0 ? Long.MAX_VALUE : listing.marker())
                            : page;
                }
            });
        }
        for (int position : List.of(0, 1, 2, 5)) {
            add("without record " + position, "list page", () -> new Records() {
                @Override
                synchronized ObjectNode page(String function, Listing listing) {
                    return otherwise(super.page(function, listing), records -> {
                        if (records.size() > position) {
                            records.remove(position);
                        }
                    });
                }
            });
            add("record " + position + " twice", "list page", () -> new Records() {
                @Override
                synchronized ObjectNode page(String function, Listing listing) {
                    return otherwise(super.page(function, listing), records -> {
                        if (records.size() > position && records.size() < listing.limit()) {
                            records.add(position, records.get(position));
                        }
                    });
                }
            });
        }
        for (int page : List.of(2, 3)) {
            add("page " + page + " is empty", "list page", () -> new Records() {
                private int pages;

                @Override
                synchronized ObjectNode page(String function, Listing listing) {
                    pages = listing.marker() == 0 ? 1 : pages + 1;
                    ObjectNode shown = super.page(function, listing);
                    return pages == page ? otherwise(shown, List::clear) : shown;
                }
            });
        }
        for (String field : List.of("request_id", "status", "error_code", "error_message", "start_time", "end_time")) {
            addModel(
                    "of the record before",
                    "list " + field,
                    field.equals("error_message") ? "texts for people may be any" : "",
                    () -> new Model(new Records() {
                        @Override
                        synchronized ObjectNode page(String function, Listing listing) {
                            return otherwise(super.page(function, listing), records -> {
                                for (int i = records.size() - 1; i > 0; i--) {
                                    JsonNode value = records.get(i - 1).get(field);
                                    if (value != null) {
                                        ((ObjectNode) records.get(i)).set(field, value);
                                    }
                                }
                            });
                        }
                    }));
        }
        for (int count : List.of(-1, 1)) {
            add(String.format(Locale.ROOT, "by %d", count), "list count", () -> new Records() {
                @Override
                synchronized ObjectNode page(String function, Listing listing) {
                    ObjectNode page = super.page(function, listing);
                    return page.put("count", Math.max(0, page.path("count").asInt() + count));
                }
            });
        }
        add("is the limit", "list count", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                return super.page(function, listing).put("count", listing.limit());
            }
        });
        add("of all pages", "list count", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                int all = super.page(function, listing.withPage(Integer.MAX_VALUE, 0))
                        .path("count")
                        .asInt();
                return super.page(function, listing).put("count", all);
            }
        });
    }
}
