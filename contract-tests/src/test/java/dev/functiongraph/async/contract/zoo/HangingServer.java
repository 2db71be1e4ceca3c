package dev.functiongraph.async.contract.zoo;

import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** A server that leaves some requests unanswered until it is closed. */
final class HangingServer extends Model {
    private final Predicate<Incoming> hangs;
    private final CountDownLatch over;

    HangingServer(Predicate<Incoming> hangs, CountDownLatch over) {
        this.hangs = hangs;
        this.over = over;
    }

    @Override
    Reply answer(Incoming request) {
        if (!hangs.test(request)) {
            return super.answer(request);
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
