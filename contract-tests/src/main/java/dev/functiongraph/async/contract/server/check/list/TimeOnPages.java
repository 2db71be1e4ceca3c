package dev.functiongraph.async.contract.server.check.list;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.InvocationPoller;
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

/** The check of a listing since some time, or until then, page by page: what does not fit is on none of them. */
final class TimeOnPages {
    private static final int OWN = 3;
    private static final int MOST_PAGES = 30;
    private static final int MOST_RECORDS = 500;
    private static final Instant BEGIN = Instant.parse("2001-02-03T04:05:06Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
    /** So that a server that knows whole seconds only can tell the two apart, though its nodes' clocks differ. */
    private static final Duration APART = Duration.ofMillis(1_300);

    private TimeOnPages() {}

    static void check(Probe probe) throws CouldNotRunException, InterruptedException {
        List<String> before = accepted(probe);
        TimeUnit.NANOSECONDS.sleep(APART.toNanos());
        List<String> after = accepted(probe);
        // A server that goes by another time than that of acceptance has it by then.
        for (String id : List.of(before.get(OWN - 1), after.get(0))) {
            InvocationPoller.followed(probe, probe.functions().enabled(), id, listed -> {});
        }
        Optional<Instant> between = between(probe, before.get(OWN - 1), after.get(0));
        probe.expect(
                between.isPresent(),
                "a query_end_time with which one of two invocations is listed, and not the other, which was accepted "
                        + APART.toMillis() + " ms later",
                "there is none: " + before.get(OWN - 1) + " and " + after.get(0) + " are always listed alike");
        if (between.isPresent()) {
            walk(probe, "&query_begin_time=" + between.get(), after, before);
            walk(probe, "&query_end_time=" + between.get(), before, after);
        }
    }

    /** All pages: small ones, as far as there are own invocations, and then large ones. */
    private static void walk(Probe probe, String bound, List<String> fitting, List<String> others)
            throws CouldNotRunException {
        List<Exchange> pages = new ArrayList<>();
        long marker = 0;
        do {
            int limit = pages.size() > OWN ? MOST_RECORDS : 2;
            pages.add(Pages.page(probe, probe.functions().enabled(), "?limit=" + limit + bound + "&marker=" + marker));
            marker = Pages.next(pages.get(pages.size() - 1));
        } while (marker != 0 && pages.size() < MOST_PAGES);
        List<String> listed = Pages.ids(pages);
        for (String id : others) {
            probe.expect(pages)
                    .that(!listed.contains(id), "no invocation that does not fit " + bound, id + " is listed");
        }
        for (String id : fitting) {
            probe.expect(pages)
                    .that(
                            listed.contains(id) || marker != 0,
                            "the invocation " + id + ", which fits " + bound,
                            "it is on none of the pages");
        }
        long different = listed.stream().distinct().count();
        probe.expect(pages)
                .that(
                        different == listed.size(),
                        "each invocation once",
                        listed.size() - different + " of " + listed.size() + " records are there again");
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
