package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Servers that choose by the times of a listing otherwise. */
final class TimeFilterMutants extends RecordMutants {
    @Override
    void addAll() {
        add(
                "exclusive",
                "list filter query_begin_time",
                () -> FilterMutants.filtering(
                        "query_begin_time", (entry, listing) -> entry.accepted.isAfter(listing.begin())));
        add(
                "exclusive",
                "list filter query_end_time",
                () -> FilterMutants.filtering(
                        "query_end_time", (entry, listing) -> entry.accepted.isBefore(listing.end())));
        Map<String, Function<Records.Entry, Instant>> times = Map.of(
                "by start_time", entry -> entry.started == null ? entry.accepted : entry.started,
                "by end_time", entry -> entry.ended == null ? entry.accepted : entry.ended,
                "by end_time, else never", entry -> entry.ended == null ? Instant.MAX : entry.ended,
                "by an hour later", entry -> entry.accepted.plus(Duration.ofHours(1)),
                "by an hour earlier", entry -> entry.accepted.minus(Duration.ofHours(1)));
        Map<String, Function<Records.Entry, Instant>> shifted = new LinkedHashMap<>(times);
        for (ChronoUnit unit : List.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS)) {
            shifted.put("one of " + unit + " later", entry -> entry.accepted.plus(1, unit));
            shifted.put("cut to " + unit, entry -> entry.accepted.truncatedTo(unit));
        }
        for (boolean begin : List.of(true, false)) {
            String name = begin ? "query_begin_time" : "query_end_time";
            shifted.forEach((operator, time) -> add(
                    operator,
                    "list filter " + name,
                    () -> FilterMutants.filtering(
                            name,
                            (entry, listing) -> begin
                                    ? !time.apply(entry).isBefore(listing.begin())
                                    : !time.apply(entry).isAfter(listing.end()))));
            for (ChronoUnit unit : List.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS)) {
                add(
                        "bound cut to " + unit,
                        "list filter " + name,
                        () -> FilterMutants.filtering(
                                name,
                                (entry, listing) -> begin
                                        ? !entry.accepted.isBefore(
                                                listing.begin().truncatedTo(unit))
                                        : !entry.accepted.isAfter(listing.end().truncatedTo(unit))));
            }
        }
        add("begin and end exchanged", "list filter times", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                return super.page(
                        function,
                        new Listing(
                                listing.id(),
                                listing.status(),
                                /* begin= */ listing.end(),
                                /* end= */ listing.begin(),
                                listing.limit(),
                                listing.marker()));
            }
        });
        add("begin after end is the window between", "list filter times", () -> new Records() {
            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                boolean turned = listing.begin().isAfter(listing.end());
                return super.page(
                        function,
                        new Listing(
                                listing.id(),
                                listing.status(),
                                turned ? listing.end() : listing.begin(),
                                turned ? listing.begin() : listing.end(),
                                listing.limit(),
                                listing.marker()));
            }
        });
    }
}
