package dev.functiongraph.async.contract.zoo;

import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Does not answer some requests, until all of it is over. */
final class Hanging extends Model {
    private final Predicate<Incoming> hangs;
    private final CountDownLatch over;

    Hanging(Predicate<Incoming> hangs, CountDownLatch over) {
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
