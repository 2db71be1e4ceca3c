package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Servers that have more records than events, that change others than is meant, and that change what has ended. */
final class FaultyRecords {
    private static final int CANCELED = 4208;

    private FaultyRecords() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(added(), canceled(), later(), told(), listed()).flatMap(servers -> servers);
    }

    private static ServerSpecimen of(String requirement, String peculiarity, Supplier<Records> records) {
        return ServerSpecimen.of(requirement, peculiarity).with(() -> new Model(records.get()));
    }

    private static Stream<ServerSpecimen> added() {
        return Stream.of(of("invoke.one-record", "has a second one for each event", () -> new Records() {
            @Override
            synchronized String add(String function, String id) {
                super.add(function, UUID.randomUUID().toString());
                return super.add(function, id);
            }
        }));
    }

    private static Stream<ServerSpecimen> canceled() {
        return Stream.of(
                of("cancel.only-one", "cancels all that wait", () -> new Records() {
                    @Override
                    synchronized String cancel(String function, String id) {
                        List<Entry> waiting = entries.stream()
                                .filter(entry -> entry.status.equals("WAIT"))
                                .toList();
                        waiting.forEach(entry -> super.cancel(function, entry.id));
                        return super.cancel(function, id);
                    }
                }),
                of("cancel.only-one", "cancels the next one, too", () -> new Records() {
                    @Override
                    synchronized String cancel(String function, String id) {
                        int next = Math.min(entries.indexOf(find(id)) + 1, entries.size() - 1);
                        super.cancel(function, entries.get(next).id);
                        return super.cancel(function, id);
                    }
                }),
                of("cancel.twice", "ends again what had started", () -> new Records() {
                    @Override
                    synchronized String cancel(String function, String id) {
                        Entry entry = find(id);
                        boolean again = entry.status.equals("FAIL");
                        String status = super.cancel(function, id);
                        if (again) {
                            entry.ended = entry.ended.plusMillis(1);
                        }
                        return status;
                    }
                }),
                ServerSpecimen.of("cancel.running", "does not tell when that started which it canceled")
                        .with(FaultyLife.telling((record, entry) -> {
                            if (entry.code == CANCELED) {
                                record.remove("start_time");
                            }
                        })));
    }

    private static Stream<ServerSpecimen> later() {
        return Stream.of(
                of(
                        "life.ends",
                        "waits again when it was looked at six times",
                        () -> looked(entry -> {
                            entry.status = "WAIT";
                            entry.ended = null;
                        })),
                of(
                        "cancel.ends",
                        "goes on when it was looked at six times",
                        () -> looked(entry -> {
                            entry.status = "RUNNING";
                            entry.started = Instant.now();
                            entry.ended = null;
                        })));
    }

    private static Records looked(Consumer<Records.Entry> change) {
        return new Records() {
            private final Map<String, Integer> looks = new HashMap<>();

            @Override
            synchronized ObjectNode page(String function, Listing listing) {
                entries.stream()
                        .filter(entry -> entry.ended != null && isOf(entry, listing.id()))
                        .filter(entry -> looks.merge(entry.id, 1, Integer::sum) == 7)
                        .forEach(change);
                return super.page(function, listing);
            }
        };
    }

    private static Stream<ServerSpecimen> told() {
        return Stream.of(ServerSpecimen.of("list.by-time", "tells its own zone's time of an end")
                .with(FaultyLife.telling((record, entry) -> {
                    if (entry.ended != null) {
                        record.put(
                                "end_time",
                                entry.ended.plus(Duration.ofHours(1)).toString());
                    }
                })));
    }

    private static Stream<ServerSpecimen> listed() {
        return Stream.of(
                of("list.every-status", "finds what failed by any status", () -> new Records() {
                    @Override
                    boolean isIn(Entry entry, String function, Listing listing) {
                        return super.isIn(entry, function, listing)
                                || (entry.status.equals("FAIL")
                                        && entry.function.equals(function)
                                        && !listing.status().isEmpty()
                                        && listing.id().isEmpty());
                    }
                }),
                of("list.pages", "begins again behind the last page of a status", () -> new Records() {
                    @Override
                    synchronized ObjectNode page(String function, Listing listing) {
                        ObjectNode page = super.page(function, listing);
                        boolean again = page.path("next_marker").asLong() == 0
                                && !listing.status().isEmpty();
                        return again ? page.put("next_marker", 999_999_999_999_999_999L) : page;
                    }
                }),
                of("list.time-on-every-page", "has nothing more up to an end", () -> new Records() {
                    @Override
                    boolean isIn(Entry entry, String function, Listing listing) {
                        return super.isIn(entry, function, listing)
                                && (listing.marker() == 0 || listing.end().isAfter(Instant.now()));
                    }
                }),
                of("list.time-on-every-page", "begins again behind the last page up to an end", () -> new Records() {
                    @Override
                    synchronized ObjectNode page(String function, Listing listing) {
                        ObjectNode page = super.page(function, listing);
                        boolean again = page.path("next_marker").asLong() == 0
                                && listing.end().isBefore(Instant.now());
                        return again ? page.put("next_marker", 999_999_999_999_999_999L) : page;
                    }
                }),
                of("list.time-on-every-page", "finds invocations by their ends", () -> new Records() {
                    @Override
                    boolean isIn(Entry entry, String function, Listing listing) {
                        return entry.ended == null
                                ? super.isIn(entry, function, listing)
                                : super.isIn(entry, function, listing.ofAnyTime())
                                        && !entry.ended.isBefore(listing.begin())
                                        && !entry.ended.isAfter(listing.end());
                    }
                }));
    }
}
