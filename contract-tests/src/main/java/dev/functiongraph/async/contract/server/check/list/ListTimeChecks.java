package dev.functiongraph.async.contract.server.check.list;

import dev.functiongraph.async.contract.generate.CalendarTimes;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.ListedRecord;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The checks of which times there are, and of the time by which an invocation is found. */
public final class ListTimeChecks {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** At different parts of a second, to which a server may round. */
    private static final int TRIES = 5;
    /** What the contract allows an accepted time to be rounded down by. */
    private static final Duration PRECISION = Duration.ofSeconds(1);
    /** The clocks of a server's nodes may differ a little. */
    private static final Duration TOLERANCE = Duration.ofMillis(150);

    private ListTimeChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("list.calendar", ListTimeChecks::calendar, "list.accept-time", ListTimeChecks::acceptTime);
    }

    private static void calendar(Probe probe) throws CouldNotRunException, InterruptedException {
        expectStatus(probe, CalendarTimes.existing(), 200);
        expectStatus(probe, CalendarTimes.missing(), 400);
    }

    private static void expectStatus(Probe probe, List<String> times, int status)
            throws CouldNotRunException, InterruptedException {
        List<String> names = List.of("query_begin_time", "query_end_time");
        List<Exchange> exchanges = Concurrently.send(
                probe,
                times.stream()
                        .map(time -> "=" + time.replace("+", "%2B").replace(" ", "%20") + "&limit=1")
                        .flatMap(value -> names.stream().map(name -> "?" + name + value))
                        .map(query -> probe.requests().list(probe.functions().enabled(), query))
                        .toList());
        for (Exchange exchange : exchanges) {
            probe.expect(exchange).status(status);
        }
    }

    /**
     * By the server's own clock: an invocation is accepted before it starts, and where it was seen to run soon after it
     * was sent, not long before.
     */
    private static void acceptTime(Probe probe)
            throws CouldNotRunException, NotApplicableException, InterruptedException {
        boolean judged = false;
        long begun = System.nanoTime();
        for (int i = 0; i < TRIES; i++) {
            if (i > 0) {
                awaitPart(i, begun);
            }
            long sent = System.nanoTime();
            String id = Invocations.accepted(probe, probe.functions().enabled(), "{}");
            ListedRecord listed =
                    InvocationPoller.started(probe, probe.functions().enabled(), id);
            Duration most = Duration.ofNanos(System.nanoTime() - sent);
            Optional<Instant> started = startTime(listed);
            if (started.isPresent()) {
                judged = true;
                Instant latest = started.get().plus(precision(listed)).plus(TOLERANCE);
                Instant earliest = started.get().minus(most).minus(PRECISION).minus(TOLERANCE);
                expect(probe, listed, "query_end_time", latest, true);
                expect(probe, listed, "query_begin_time", earliest, true);
                expect(probe, listed, "query_begin_time", latest, false);
                expect(probe, listed, "query_end_time", earliest, false);
            }
        }
        if (!judged) {
            throw new NotApplicableException("no invocation started in time");
        }
    }

    /** However long a try takes, the next one begins at another part of a second. */
    private static void awaitPart(int part, long begun) throws InterruptedException {
        long moment = begun + SECOND.dividedBy(TRIES).multipliedBy(part).toNanos();
        TimeUnit.NANOSECONDS.sleep(Math.floorMod(moment - System.nanoTime(), SECOND.toNanos()));
    }

    private static void expect(Probe probe, ListedRecord listed, String bound, Instant time, boolean expected)
            throws CouldNotRunException {
        String id = listed.record().path("request_id").asText();
        Exchange exchange = probe.send(
                probe.requests().list(probe.functions().enabled(), "?" + bound + "=" + time + "&request_id=" + id));
        probe.expect(List.of(listed.listing(), exchange))
                .that(
                        exchange.status() == 200 && Pages.ids(exchange).contains(id) == expected,
                        (expected ? "the invocation" : "no invocation") + ", which was accepted soon before its"
                                + " start_time, "
                                + listed.record().path("start_time").asText(),
                        exchange.summary());
    }

    /** By how much a start_time may have been rounded down, as far as its digits show. */
    private static Duration precision(ListedRecord listed) {
        String fraction = listed.record()
                .path("start_time")
                .asText()
                .replaceFirst("^[^.]*\\.?", "")
                .replaceFirst("[^0-9].*$", "")
                .replaceFirst("0+$", "");
        return Duration.ofNanos((long) Math.pow(10, Math.max(0, 9 - fraction.length())));
    }

    /** An invalid time is left to the checks of all answers. */
    private static Optional<Instant> startTime(ListedRecord listed) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(listed.record().path("start_time").asText())
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
