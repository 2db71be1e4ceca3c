package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The poller that follows an invocation to its end, with pauses that grow. */
public final class InvocationPoller {
    public static final Set<String> ENDS = Set.of("SUCCESS", "FAIL", "DISCARD");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private InvocationPoller() {}

    /**
     * The final record of an invocation.
     *
     * @throws CouldNotRunException if it does not end: that is for another check to report
     */
    public static ListedRecord ended(Probe probe, String urn, String id) throws CouldNotRunException {
        return ended(probe, urn, id, listed -> {});
    }

    /** @param seen gets every record on the way, including the last one */
    public static ListedRecord ended(Probe probe, String urn, String id, Consumer<ListedRecord> seen)
            throws CouldNotRunException {
        ListedRecord last = followed(probe, urn, id, seen);
        if (!last.hasEnded()) {
            throw new CouldNotRunException(
                    "the invocation " + id + " did not end within " + limit(probe) + "; use --timeout to wait longer");
        }
        return last;
    }

    /** The first record of an invocation that no longer waits, or the last one within the time limit. */
    public static ListedRecord started(Probe probe, String urn, String id) throws CouldNotRunException {
        return followed(probe, urn, id, listed -> !listed.status().equals("WAIT"), listed -> {});
    }

    /**
     * The last record of an invocation: when it has ended, or the time limit is over.
     *
     * @param seen gets every record on the way, including the last one
     */
    public static ListedRecord followed(Probe probe, String urn, String id, Consumer<ListedRecord> seen)
            throws CouldNotRunException {
        return followed(probe, urn, id, ListedRecord::hasEnded, seen);
    }

    private static ListedRecord followed(
            Probe probe, String urn, String id, Predicate<ListedRecord> last, Consumer<ListedRecord> seen)
            throws CouldNotRunException {
        long deadline = System.nanoTime() + probe.settings().target().timeout().toNanos();
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            ListedRecord listed = Invocations.record(probe, urn, id);
            seen.accept(listed);
            if (last.test(listed) || System.nanoTime() > deadline) {
                return listed;
            }
            if (Thread.currentThread().isInterrupted()) {
                // An interrupted thread cannot pause.
                throw new CouldNotRunException("the run was interrupted");
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    public static String limit(Probe probe) {
        return probe.settings().target().timeout().toMillis() / 1000.0 + " s";
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
