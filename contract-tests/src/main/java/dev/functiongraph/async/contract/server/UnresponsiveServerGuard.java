package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The guard against a server that hangs: each request without an answer takes as long as the time limit, so a run
 * would last for hours. Thread-safe.
 */
final class UnresponsiveServerGuard {
    private final int most;
    private final long nanos;
    private int inARow;
    private long since;
    private boolean forGood;

    /** @param most so many requests in a row are enough, if they were not waited for at once */
    UnresponsiveServerGuard(int most, Duration timeout) {
        this.most = most;
        this.nanos = (most - 1) * timeout.toNanos();
    }

    synchronized void note(Exchange exchange) {
        inARow = exchange.lacksAnswer(NoAnswerKind.SILENT) ? inARow + 1 : 0;
        if (inARow == 1) {
            since = System.nanoTime();
        }
    }

    synchronized boolean isTooLong() {
        return inARow >= most && System.nanoTime() - since >= nanos;
    }

    /** @param answers an ordinary request, which is asked for once: a server may be silent about odd ones only */
    synchronized boolean isForGood(BooleanSupplier answers) {
        if (isTooLong() && !forGood) {
            forGood = !answers.getAsBoolean();
        }
        return forGood;
    }
}
