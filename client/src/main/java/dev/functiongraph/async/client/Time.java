package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time and chance, which tests have in their own hands. */
interface Time {

    Time REAL = new Time() {
        @Override
        public Duration now() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public CompletableFuture<Void> pause(Duration length) {
            return new CompletableFuture<Void>().completeOnTimeout(null, length.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    /** Since some moment in the past, or until one in the future; never goes back. */
    Duration now();

    /** Completed when so much time has passed; whoever cancels it before takes it off the schedule. */
    CompletableFuture<Void> pause(Duration length);

    /** From 0 to 1. */
    double chance();
}
