package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionThreadsTest {
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final FunctionThreads threads = new FunctionThreads();

    @Test
    void attemptsThatWaitForEachOtherAllRunAtOnce() {
        CountDownLatch all = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            run(threads, () -> {
                all.countDown();
                waitFor(all);
            });
        }

        await().until(() -> ended.get() == 100);
        assertThat(threads.occupied()).isZero();
    }

    @Test
    void whatSeveralThreadsAddWhileOthersEndRunsOnceEach() throws InterruptedException {
        List<Thread> adding = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            adding.add(new Thread(() -> {
                for (int n = 0; n < 10_000; n++) {
                    run(threads, FunctionThreadsTest::nothing);
                }
            }));
        }
        adding.forEach(Thread::start);
        for (Thread thread : adding) {
            thread.join();
        }

        await().until(() -> ended.get() == 40_000);
        assertThat(ran.get()).isEqualTo(40_000);
        assertThat(threads.occupied()).isZero();
    }

    @Test
    void anAttemptForWhichNoThreadCanBeStartedIsRefusedAndTheNextOneRuns() {
        AtomicInteger started = new AtomicInteger();
        FunctionThreads few = new FunctionThreads(task -> {
            if (started.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return daemon(task);
        });
        run(few, FunctionThreadsTest::nothing);
        assertThat(refused.get()).isEqualTo(1);
        assertThat(few.occupied()).isZero();

        run(few, FunctionThreadsTest::nothing);
        await().until(() -> ended.get() == 1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void oneThreadThatCannotBeStartedCostsOneAttempt(ThreadFactory failing) {
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        FunctionThreads most = new FunctionThreads(task -> {
            if (started.incrementAndGet() == 2) {
                return failing.newThread(task);
            }
            return daemon(() -> {
                waitFor(added);
                task.run();
            });
        });

        run(most, () -> waitFor(end));
        for (int i = 0; i < 3; i++) {
            run(most, FunctionThreadsTest::nothing); // Left to the thread that has not looked for work yet.
        }
        added.countDown();

        await().until(() -> ended.get() == 2);
        assertThat(refused.get()).isEqualTo(1);
        end.countDown();
        await().until(() -> most.occupied() == 0);
    }

    static List<Named<ThreadFactory>> failures() {
        return List.of(
                Named.of("no memory", task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }),
                Named.of("a handler has destroyed the thread group", task -> {
                    throw new IllegalThreadStateException();
                }));
    }

    @Test
    void anInterruptBetweenTwoAttemptsIsNotTheNextOnes() {
        CountDownLatch added = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        FunctionThreads one = new FunctionThreads(task -> daemon(() -> {
            waitFor(added);
            task.run();
        }));

        one.run(FunctionThreadsTest::nothing, () -> Thread.currentThread().interrupt(), FunctionThreadsTest::nothing);
        run(one, () -> interrupted.set(Thread.currentThread().isInterrupted()));
        added.countDown();

        await().until(() -> ended.get() == 1);
        assertThat(interrupted).isFalse();
    }

    private void run(FunctionThreads on, Runnable attempt) {
        on.run(
                () -> {
                    ran.incrementAndGet();
                    attempt.run();
                },
                ended::incrementAndGet,
                refused::incrementAndGet);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private static void nothing() {}

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
