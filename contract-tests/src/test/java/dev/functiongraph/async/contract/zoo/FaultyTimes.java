package dev.functiongraph.async.contract.zoo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Servers with faults in the calendar, and in the times that they note. */
final class FaultyTimes {
    private FaultyTimes() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(calendars(), acceptances(), starts()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> calendars() {
        return Stream.of(
                reading(
                        "has a leap day every four years",
                        query -> query.replaceFirst("(?<=1900|2100)-02-29", "-02-28")),
                reading(
                        "has no leap day at the turn of a century",
                        query -> query.replaceFirst("(?<=2000|2400)-02-29", "-02-30")),
                reading("has 31 days in each month", query -> query.replaceFirst("-(04|06|09|11)-31", "-$1-30")),
                reading("has 30 days in February", query -> query.replaceFirst("-02-30", "-02-28")),
                reading("has 30 days at most", query -> query.replaceFirst("-(0[13578]|1[02])-31", "-$1-32")),
                reading("takes 24:00 for midnight", query -> query.replaceFirst("T24:00:00", "T00:00:00")),
                reading("takes a leap second on any day", query -> query.replaceFirst(":60(?=Z)", ":59")),
                reading("begins in 1970", query -> query.replaceFirst("=(19[0-6][0-9]|1900)-", "=no-")),
                reading("ends in 2038", query -> query.replaceFirst("=(2038|2100|2400|9999)-", "=no-")),
                reading("has offsets of 60 minutes", query -> query.replaceFirst(":60(?=&|$)", ":59")));
    }

    private static ServerSpecimen reading(String peculiarity, UnaryOperator<String> taken) {
        return ServerSpecimen.of("list.calendar", peculiarity).with(() -> new Model() {
            @Override
            Listing listing(String query) throws RefusedException {
                return super.listing(taken.apply(query));
            }
        });
    }

    private static Stream<ServerSpecimen> acceptances() {
        return Stream.of(
                accepting("notes acceptances a second too late", accepted -> accepted.plusSeconds(1)),
                accepting(
                        "notes acceptances by the minute, rounded up",
                        accepted -> accepted.truncatedTo(ChronoUnit.MINUTES)
                                .plus(Duration.ofMinutes(1))
                                .plusMillis(200)),
                accepting(
                        "rounds acceptances to whole seconds",
                        accepted -> accepted.plusMillis(500).truncatedTo(ChronoUnit.SECONDS)),
                accepting("notes acceptances by the day", accepted -> accepted.truncatedTo(ChronoUnit.DAYS)),
                accepting("notes when it was built", accepted -> Instant.parse("2026-01-02T03:04:05Z")));
    }

    private static ServerSpecimen accepting(String peculiarity, UnaryOperator<Instant> noted) {
        return ServerSpecimen.of("list.accept-time", peculiarity)
                .with(() -> new Model(new Records() {
                    /** Otherwise the start, which the kit goes by, would depend on when it looks. */
                    @Override
                    void step(Entry entry) {
                        super.step(entry);
                        if (entry.started != null) {
                            entry.started = entry.accepted;
                        }
                    }

                    @Override
                    boolean isIn(Entry entry, String function, Listing listing) {
                        Instant accepted = noted.apply(entry.accepted);
                        Listing anyTime = new Listing(
                                listing.id(),
                                listing.status(),
                                Instant.MIN,
                                Instant.MAX,
                                listing.limit(),
                                listing.marker());
                        return super.isIn(entry, function, anyTime)
                                && !accepted.isBefore(listing.begin())
                                && !accepted.isAfter(listing.end());
                    }
                }));
    }

    private static Stream<ServerSpecimen> starts() {
        return Stream.of(
                ServerSpecimen.of("life.start-time", "takes the acceptance for the start")
                        .with(FaultyLife.telling(
                                (record, entry) -> record.put("start_time", entry.accepted.toString()))),
                ServerSpecimen.of("list.accept-time", "starts an hour before it accepts")
                        .with(FaultyLife.telling((record, entry) -> {
                            if (entry.started != null) {
                                record.put(
                                        "start_time",
                                        entry.started.minus(Duration.ofHours(1)).toString());
                            }
                        })));
    }
}
