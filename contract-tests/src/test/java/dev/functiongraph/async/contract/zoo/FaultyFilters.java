package dev.functiongraph.async.contract.zoo;

import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Servers that forget one filter of a listing for another, or a status. */
final class FaultyFilters {
    private FaultyFilters() {}

    static Stream<ServerSpecimen> all() {
        Stream<ServerSpecimen> statuses =
                Stream.of("SUCCESS", "FAIL", "DISCARD").map(FaultyFilters::without);
        return Stream.of(pairs(), statuses, canceling()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> pairs() {
        return Stream.of(
                taking(
                        "the status for nothing beside an id",
                        asked -> asked.id().isEmpty() ? asked : withStatus(asked, "")),
                taking(
                        "the status for nothing beside a begin",
                        asked -> asked.begin().isBefore(Instant.EPOCH) ? asked : withStatus(asked, "")),
                taking(
                        "the begin for nothing beside a status",
                        asked -> asked.status().isEmpty() ? asked : withBegin(asked, Instant.MIN)),
                taking(
                        "the begin for nothing beside an end",
                        asked -> asked.end().isAfter(Instant.parse("9000-01-01T00:00:00Z"))
                                ? asked
                                : withBegin(asked, Instant.MIN)),
                taking(
                        "the end for nothing beside an id",
                        asked -> asked.id().isEmpty()
                                ? asked
                                : new Listing(
                                        asked.id(),
                                        asked.status(),
                                        asked.begin(),
                                        Instant.MAX,
                                        asked.limit(),
                                        asked.marker())),
                taking(
                        "the id for nothing beside a status",
                        asked -> asked.status().isEmpty()
                                ? asked
                                : new Listing(
                                        "",
                                        asked.status(),
                                        asked.begin(),
                                        asked.end(),
                                        asked.limit(),
                                        asked.marker())));
    }

    private static Listing withStatus(Listing asked, String status) {
        return new Listing(asked.id(), status, asked.begin(), asked.end(), asked.limit(), asked.marker());
    }

    private static Listing withBegin(Listing asked, Instant begin) {
        return new Listing(asked.id(), asked.status(), begin, asked.end(), asked.limit(), asked.marker());
    }

    private static ServerSpecimen taking(String peculiarity, UnaryOperator<Listing> taken) {
        return ServerSpecimen.of("list.filters-together", "takes " + peculiarity)
                .with(() -> new Model() {
                    @Override
                    Listing listing(String query) throws RefusedException {
                        return taken.apply(super.listing(query));
                    }
                });
    }

    private static ServerSpecimen without(String status) {
        return ServerSpecimen.of("list.every-status", "finds nothing by the status " + status)
                .with(() -> new Model(new Records() {
                    @Override
                    boolean isIn(Entry entry, String function, Listing listing) {
                        return super.isIn(entry, function, listing)
                                && !listing.status().equals(status);
                    }
                }));
    }

    private static Stream<ServerSpecimen> canceling() {
        return Stream.of(
                ServerSpecimen.of("cancel.ends", "says that what it canceled still runs")
                        .with(() -> new Model() {
                            @Override
                            Reply canceled(String id, String status) {
                                return super.canceled(id, status.equals("FAIL") ? "RUNNING" : status);
                            }
                        }),
                ServerSpecimen.of("life.times", "does not tell when that ended which was canceled while it ran")
                        .with(FaultyLife.telling((record, entry) -> {
                            if (entry.status.equals("FAIL")) {
                                record.remove("end_time");
                            }
                        })));
    }
}
