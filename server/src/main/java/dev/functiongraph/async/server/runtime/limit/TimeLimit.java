package dev.functiongraph.async.server.runtime.limit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A limit for how long something may take. It is watched on a thread of the server's own: the one of {@link
 * CompletableFuture#orTimeout} is shared with the functions' code, which may block it.
 *
 * <p>A limit that is noticed late was missed because the whole process stood still, as in a virtual machine that is
 * paused. What arrived meanwhile has not been read yet, so it gets another second (invariant 9). Thread-safe.
 */
public final class TimeLimit {
    private static final Duration LATE = Duration.ofMillis(500);
    private static final Duration AFTER_A_PAUSE = Duration.ofSeconds(1);
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final CompletableFuture<?> future;
    private final Runnable end;
    private volatile Future<?> scheduled;

    private TimeLimit(CompletableFuture<?> future, Duration limit, Runnable end) {
        this.future = future;
        this.end = end;
        this.scheduled = schedule(limit);
    }

    /** @param end called when the time is over and the future not complete; returns at once */
    public static void set(CompletableFuture<?> future, Duration limit, Runnable end) {
        TimeLimit timeLimit = new TimeLimit(future, limit, end);
        future.whenComplete((result, failure) -> timeLimit.scheduled.cancel(false));
    }

    private Future<?> schedule(Duration limit) {
        long due = System.nanoTime() + limit.toNanos();
        return TIMER.schedule(() -> over(due), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void over(long due) {
        if (future.isDone()) {
            return;
        }
        if (System.nanoTime() - due > LATE.toNanos()) {
            scheduled = schedule(AFTER_A_PAUSE);
        } else {
            end.run();
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "time-limits");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
