package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A clock that advances only in pauses, and then at once. */
class FakeTime implements Time {

    static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private Duration now = Duration.ZERO;
    private double chance = 1;

    /** What chance says from now on; 1 makes every pause as long as it can be. */
    FakeTime chance(double chance) {
        this.chance = chance;
        return this;
    }

    @Override
    public synchronized Duration now() {
        return now;
    }

    @Override
    public Instant date() {
        return START.plus(now());
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public CompletableFuture<Void> pause(Duration length) {
        pauses.add(length);
        pass(length);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public double chance() {
        return chance;
    }

    static void assertOffTheSchedule(CompletableFuture<Void> pause) {
        assertThat(pause).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(CancellationException.class);
    }

    /** Time whose pauses do not end by themselves. */
    static final class Held extends FakeTime {

        private final BlockingQueue<CompletableFuture<Void>> begun = new LinkedBlockingQueue<>();

        @Override
        public CompletableFuture<Void> pause(Duration length) {
            CompletableFuture<Void> pause = new CompletableFuture<>();
            begun.add(pause);
            return pause;
        }

        /** Waits until one has begun. */
        CompletableFuture<Void> pauseInProgress() throws InterruptedException {
            CompletableFuture<Void> pause = begun.poll(30, TimeUnit.SECONDS);
            if (pause == null) {
                throw new AssertionError("no pause began");
            }
            return pause;
        }
    }
}
