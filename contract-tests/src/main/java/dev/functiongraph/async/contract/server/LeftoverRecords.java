package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The test of whether requests left a record, although others may invoke the function at the same time. */
public final class LeftoverRecords {
    /** Enough that others are very unlikely to leave a record in each try but none in the last, harmless one. */
    private static final int TRIES = 6;

    private LeftoverRecords() {}

    /** An action that may leave a record. */
    @FunctionalInterface
    public interface Action {
        void run() throws CouldNotRunException, InterruptedException;
    }

    /**
     * Whether the action leaves a record each time. Occasional records cannot be distinguished from the records of
     * others.
     *
     * @throws CouldNotRunException if records also come while as many harmless requests are sent, for as long
     */
    public static boolean left(Probe probe, String urn, Action action)
            throws CouldNotRunException, InterruptedException {
        probe.expectAlone();
        long start = System.nanoTime();
        int before = probe.exchanges().size();
        for (int i = 0; i < TRIES; i++) {
            if (!leaves(probe, urn, action)) {
                return false;
            }
        }
        long lasted = System.nanoTime() - start;
        int requests = probe.exchanges().size() - before;
        if (leaves(probe, urn, () -> harmless(probe, urn, requests, lasted))) {
            throw new CouldNotRunException("others invoke the function of --enabled-function, so it is unknown"
                    + " which records of its listing are theirs");
        }
        return true;
    }

    private static void harmless(Probe probe, String urn, int requests, long nanos)
            throws CouldNotRunException, InterruptedException {
        long end = System.nanoTime() + nanos;
        for (int i = 0; i < requests; i++) {
            Pages.page(probe, urn, "?limit=1");
        }
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
    }

    /** Expects that a refusal left nothing under its own id. */
    public static void expectNone(Probe probe, String urn, Exchange refusal) throws CouldNotRunException {
        Optional<String> id = refusal.header("X-Request-Id");
        if (id.isPresent()) {
            probe.expect(refusal)
                    .that(Invocations.find(probe, urn, id.get()).isEmpty(), "no record", "found record " + id.get());
        }
    }

    /** Whether there is a record between one that was accepted before the action and one after it. */
    private static boolean leaves(Probe probe, String urn, Action action)
            throws CouldNotRunException, InterruptedException {
        String before = Invocations.accepted(probe, urn, "{\"marker\":\"before\"}");
        action.run();
        String after = Invocations.accepted(probe, urn, "{\"marker\":\"after\"}");
        return newerThan(before, probe, urn).stream().anyMatch(id -> !id.equals(after));
    }

    private static List<String> newerThan(String id, Probe probe, String urn) throws CouldNotRunException {
        List<Exchange> pages = Pages.newest(probe, urn, List.of(id));
        List<String> ids = Pages.ids(pages);
        if (ids.contains(id)) {
            return ids.subList(0, ids.indexOf(id));
        }
        Exchange last = pages.get(pages.size() - 1);
        throw Pages.next(last) == 0
                ? Invocations.missing(probe, last, id)
                : new CouldNotRunException("the invocation " + id + " is not on the first pages of the listing");
    }
}
