package dev.functiongraph.async.contract.server.check.list;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.wire.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The check of a listing since some time, page by page: what was accepted before it is on none of them. */
final class TimeOnPages {
    private static final int OWN = 3;
    private static final int MOST_PAGES = 30;
    private static final Instant BEGIN = Instant.parse("2001-02-03T04:05:06Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
    /** So that a server that knows whole seconds only can tell the two apart. */
    private static final Duration APART = Duration.ofMillis(1_100);

    private TimeOnPages() {}

    static void check(Probe probe) throws CouldNotRunException, InterruptedException {
        List<String> before = accepted(probe);
        TimeUnit.NANOSECONDS.sleep(APART.toNanos());
        List<String> after = accepted(probe);
        Optional<Instant> between = between(probe, before.get(OWN - 1), after.get(0));
        if (between.isEmpty()) {
            throw new CouldNotRunException(
                    "no time lies between two invocations of which one was accepted" + " a second before the other");
        }
        List<Exchange> pages = new ArrayList<>();
        long marker = 0;
        do {
            pages.add(Pages.page(
                    probe,
                    probe.functions().enabled(),
                    "?limit=2&query_begin_time=" + between.get() + "&marker=" + marker));
            marker = Pages.next(pages.get(pages.size() - 1));
        } while (marker != 0 && pages.size() < MOST_PAGES);
        List<String> listed = Pages.ids(pages);
        for (String id : before) {
            probe.expect(pages)
                    .that(!listed.contains(id), "nothing from before query_begin_time, on any page", id + " is listed");
        }
        for (String id : after) {
            probe.expect(pages)
                    .that(
                            listed.contains(id) || marker != 0,
                            "the invocation " + id + ", which was accepted after query_begin_time",
                            "it is on none of the pages");
        }
    }

    private static List<String> accepted(Probe probe) throws CouldNotRunException {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < OWN; i++) {
            own.add(Invocations.accepted(probe, probe.functions().enabled(), "{}"));
        }
        return own;
    }

    /** A time by the server's clock, whatever that says, at which the one was accepted and the other was not. */
    private static Optional<Instant> between(Probe probe, String older, String newer) throws CouldNotRunException {
        Instant low = BEGIN;
        Instant high = END;
        Instant time = Instant.now().minus(APART.dividedBy(2));
        while (Duration.between(low, high).compareTo(Duration.ofMillis(1)) > 0) {
            if (!isListed(probe, older, time)) {
                low = time;
            } else if (isListed(probe, newer, time)) {
                high = time;
            } else {
                return Optional.of(time);
            }
            time = low.plus(Duration.between(low, high).dividedBy(2));
        }
        return Optional.empty();
    }

    private static boolean isListed(Probe probe, String id, Instant end) throws CouldNotRunException {
        String query = "?request_id=" + id + "&query_end_time=" + end;
        return !Pages.ids(Pages.page(probe, probe.functions().enabled(), query)).isEmpty();
    }
}
