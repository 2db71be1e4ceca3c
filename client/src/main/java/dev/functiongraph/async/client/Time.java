package dev.functiongraph.async.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The source of time and chance, which tests control. */
interface Time {

    Time REAL = new Time() {
        @Override
        public Duration now() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public Instant date() {
            return Instant.now();
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

    /** Returns the time since some fixed moment; it never goes back. */
    Duration now();

    /** Returns the time of day, which may be set. */
    Instant date();

    /** Returns a future that is completed when so much time has passed, unless it is canceled before. */
    CompletableFuture<Void> pause(Duration length);

    /** Returns a number from 0 to 1. */
    double chance();
}
