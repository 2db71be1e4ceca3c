package dev.functiongraph.async.contract.server.check.list;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.InvocationPoller;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.ListedRecord;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.wire.Exchange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * The checks of the times in a listing's query. No record says when its invocation was accepted, but bisection finds
 * it: it is the latest begin with which the invocation is still listed.
 */
final class TimeWindow {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS");
    private static final List<String> OFFSETS = List.of("+08:00", "-11:30", "+00:00");
    /** Less than any two zones differ by. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** A server may know times less exactly than a query can name them. */
    private static final Duration PRECISION = Duration.ofMillis(1);

    private static final String PAST = "2001-02-03T04:05:06";
    private static final Instant BEYOND = Instant.parse("2200-01-01T00:00:00Z");
    private static final String FUTURE = "2999-12-31T23:59:59";

    private final Probe probe;
    private final String id;

    private TimeWindow(Probe probe, String id) {
        this.probe = probe;
        this.id = id;
    }

    static void check(Probe probe) throws CouldNotRunException {
        TimeWindow window = new TimeWindow(
                probe, Invocations.listed(probe, probe.functions().enabled()));
        if (window.farAway(List.of("", "Z", ".5", ".123456789Z"))) {
            window.edges();
        }
    }

    /** Times with an offset, at each of which the clocks elsewhere show another hour. */
    static void checkOffsets(Probe probe) throws CouldNotRunException {
        TimeWindow window = new TimeWindow(
                probe, Invocations.listed(probe, probe.functions().enabled()));
        if (window.farAway(OFFSETS)) {
            Instant accepted = window.latestBegin();
            for (String offset : OFFSETS) {
                String time = LOCAL.format(accepted.atOffset(ZoneOffset.of(offset))) + encoded(offset);
                window.edge(time);
                window.has("?query_begin_time=" + time + "&query_end_time=" + PAST, false);
                String later = LOCAL.format(accepted.plusNanos(1).atOffset(ZoneOffset.of(offset))) + encoded(offset);
                window.has("?query_begin_time=" + later, false);
            }
        }
    }

    private static String encoded(String offset) {
        return offset.replace("+", "%2B");
    }

    /** @return whether all of it is right */
    private boolean farAway(List<String> forms) throws CouldNotRunException {
        boolean right = true;
        for (String plain : forms) {
            String form = encoded(plain);
            right &= has("?query_begin_time=" + PAST + form, true);
            right &= has("?query_end_time=" + FUTURE + form, true);
            right &= has("?query_begin_time=" + PAST + form + "&query_end_time=" + FUTURE + form, true);
            right &= has("?query_begin_time=" + FUTURE + form, false);
            right &= has("?query_end_time=" + PAST + form, false);
            right &= has("?query_begin_time=" + FUTURE + form + "&query_end_time=" + PAST + form, false);
        }
        return right;
    }

    private boolean has(String query, boolean expected) throws CouldNotRunException {
        Exchange exchange = ask(query);
        boolean right = exchange.status() == 200 && has(exchange) == expected;
        probe.expect(exchange)
                .that(
                        right,
                        expected
                                ? "the invocation, which was accepted in this window"
                                : "nothing, by the other windows",
                        exchange.summary());
        return right;
    }

    /** @throws CouldNotRunException if there is no listing: one lost answer would lead the search astray */
    private boolean isListed(String query) throws CouldNotRunException {
        Exchange exchange = ask(query);
        if (exchange.status() != 200) {
            throw Pages.missing(probe, exchange);
        }
        return has(exchange);
    }

    private Exchange ask(String query) throws CouldNotRunException {
        return probe.send(probe.requests().list(probe.functions().enabled(), query + "&request_id=" + id));
    }

    private boolean has(Exchange exchange) {
        return Pages.ids(exchange).contains(id);
    }

    private Instant latestBegin() throws CouldNotRunException {
        Instant begin = Instant.parse(PAST + "Z");
        Instant end = BEYOND;
        while (begin.plusNanos(1).isBefore(end)) {
            Instant middle = begin.plus(Duration.between(begin, end).dividedBy(2));
            if (isListed("?query_begin_time=" + TIME.format(middle) + "Z")) {
                begin = middle;
            } else {
                end = middle;
            }
        }
        return begin;
    }

    private void edges() throws CouldNotRunException {
        Instant accepted = latestBegin();
        edge(TIME.format(accepted));
        edge(TIME.format(accepted) + "Z");
        has("?query_begin_time=" + TIME.format(accepted.plusNanos(1)), false);
        for (String zone : List.of("", "Z")) {
            has("?query_end_time=" + TIME.format(accepted.minus(PRECISION)) + zone, false);
        }
        near(accepted);
    }

    /** Both ends are included: one instant as begin and end is enough of a window. */
    private void edge(String accepted) throws CouldNotRunException {
        Exchange exchange = ask("?query_begin_time=" + accepted + "&query_end_time=" + accepted);
        probe.expect(exchange)
                .that(
                        has(exchange),
                        "the invocation, whose latest begin is " + accepted + ", with the same time as the end",
                        exchange.summary());
    }

    /** An invocation starts and ends soon after it was accepted: hours between them are those of another zone. */
    private void near(Instant accepted) throws CouldNotRunException {
        ListedRecord ended = InvocationPoller.ended(probe, probe.functions().enabled(), id);
        Duration most = probe.settings().target().timeout().plus(MARGIN);
        for (String field : List.of("start_time", "end_time")) {
            boolean near = time(ended, field)
                    .map(time -> Duration.between(accepted, time).abs().compareTo(most) <= 0)
                    .orElse(true);
            probe.expect(ended.listing())
                    .that(
                            near,
                            "a " + field + " soon after the latest query_begin_time by which the invocation is listed, "
                                    + TIME.format(accepted) + ", as both are in UTC",
                            "" + ended.record());
        }
    }

    /** An invalid time is left to the checks of all answers. */
    private static Optional<Instant> time(ListedRecord listed, String field) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(listed.record().path(field).asText()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
