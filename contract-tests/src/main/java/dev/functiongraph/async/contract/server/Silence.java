package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.wire.Absence;
import dev.functiongraph.async.contract.wire.Exchange;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Counts the requests in a row that got no answer in time: each of them takes as long as the time limit, so that a server
 * which hangs would hold up a run for hours. Thread-safe.
 */
final class Silence {
    private final int most;
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicBoolean forGood = new AtomicBoolean();

    /** @param most so many are enough */
    Silence(int most) {
        this.most = most;
    }

    void note(Exchange exchange) {
        if (exchange.lacksAnswer(Absence.SILENT)) {
            inARow.incrementAndGet();
        } else {
            inARow.set(0);
        }
    }

    boolean isTooLong() {
        return inARow.get() >= most;
    }

    /** @param answers an ordinary request, which is asked for once: a server may be silent about odd ones only */
    boolean isForGood(BooleanSupplier answers) {
        if (isTooLong() && !forGood.get() && !answers.getAsBoolean()) {
            forGood.set(true);
        }
        return forGood.get();
    }
}
