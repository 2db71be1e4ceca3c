package dev.functiongraph.async.server.runtime.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    @Test
    void whatTakesTooLongIsEndedAlsoWhereAFunctionBlocksTheTimerOfTheJavaPlatform() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Object> functionsOwn = new CompletableFuture<>();
        functionsOwn.exceptionally(late -> {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        functionsOwn.orTimeout(1, TimeUnit.MILLISECONDS);
        try {
            assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<String> future = new CompletableFuture<>();
            TimeLimit.set(future, Duration.ofMillis(10), () -> future.complete("over"));
            assertThat(future.get(20, TimeUnit.SECONDS)).isEqualTo("over");
        } finally {
            release.countDown();
        }
    }

    @Test
    void whatEndsInTimeIsLeftAlone() throws Exception {
        CompletableFuture<String> early = new CompletableFuture<>();
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<Void> watching = new CompletableFuture<>();
        standStillUntil(watching);
        try {
            TimeLimit.set(early, Duration.ofMillis(1), () -> early.obtrudeValue("over"));
            early.complete("in time");
            TimeLimit.set(later, Duration.ofMillis(2), () -> later.complete("over"));
        } finally {
            watching.complete(null);
        }
        assertThat(later.get(20, TimeUnit.SECONDS)).isEqualTo("over");
        assertThat(early).isCompletedWithValue("in time");
    }

    /** As a paused virtual machine does: the limit passes while nothing of the process runs. */
    @Test
    void aLimitThatPassesWhileTheProcessStandsStillLeavesTimeToReadWhatHasArrived() throws Exception {
        CompletableFuture<String> future = new CompletableFuture<>();
        CompletableFuture<Long> endedAt = new CompletableFuture<>();
        CompletableFuture<Void> watching = new CompletableFuture<>();
        standStillUntil(watching);
        long begun = System.nanoTime();
        try {
            TimeLimit.set(future, Duration.ofMillis(1), () -> endedAt.complete(System.nanoTime()));
            Thread.sleep(900);
        } finally {
            watching.complete(null);
        }
        assertThat(Duration.ofNanos(endedAt.get(20, TimeUnit.SECONDS) - begun)).isGreaterThan(Duration.ofSeconds(1));
    }

    /** The one thread that watches stands still, which to it is the same as if the process did. */
    private static void standStillUntil(CompletableFuture<Void> watching) throws Exception {
        CountDownLatch standing = new CountDownLatch(1);
        TimeLimit.set(new CompletableFuture<>(), Duration.ofMillis(1), () -> {
            standing.countDown();
            watching.join();
        });
        assertThat(standing.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
