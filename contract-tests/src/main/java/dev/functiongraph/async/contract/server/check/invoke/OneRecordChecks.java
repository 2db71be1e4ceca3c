package dev.functiongraph.async.contract.server.check.invoke;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Invocations;
import dev.functiongraph.async.contract.server.Pages;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The check that no record appears that nobody sent an event for. Others may use the function at the same time: what
 * they leave comes whether this kit sends events or not.
 */
public final class OneRecordChecks {
    private static final int EVENTS = 6;
    /** Enough that others are very unlikely to send so much in each of them, and nothing in the pauses between. */
    private static final int ROUNDS = 4;

    private OneRecordChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of("invoke.one-record", OneRecordChecks::oneRecord);
    }

    private static void oneRecord(Probe probe) throws CouldNotRunException, InterruptedException {
        Span busiest = new Span(0, List.of());
        int quietest = Integer.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            Span busy = span(probe, EVENTS, 0);
            Span idle = span(probe, 0, System.nanoTime() - begin);
            if (busy.unknown() - idle.unknown() < EVENTS) {
                probe.expect(true, "", "");
                return;
            }
            busiest = busy;
            quietest = Math.min(quietest, idle.unknown());
        }
        if (quietest > 1) {
            throw new CouldNotRunException("others invoke the function of --enabled-function, so it is unknown"
                    + " which records of its listing are theirs");
        }
        probe.expect(busiest.pages())
                .that(
                        false,
                        "one record for each of the " + (EVENTS + 1) + " events that were accepted",
                        busiest.unknown() + " more, each time that so many are sent");
    }

    /**
     * What was listed of some time.
     *
     * @param unknown how many records have ids under which no event of this kit was accepted
     */
    private record Span(int unknown, List<Exchange> pages) {}

    /** @param nanos how long it lasts at least */
    private static Span span(Probe probe, int events, long nanos) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        long end = System.nanoTime() + nanos;
        String before = Invocations.accepted(probe, urn, "{}");
        List<String> own = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            own.add(Invocations.accepted(probe, urn, "{}"));
        }
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        own.add(Invocations.accepted(probe, urn, "{}"));
        List<Exchange> pages = Pages.newest(probe, urn, List.of(before));
        List<String> newer =
                Pages.ids(pages).stream().takeWhile(id -> !id.equals(before)).toList();
        return new Span((int) newer.stream().filter(id -> !own.contains(id)).count(), pages);
    }
}
