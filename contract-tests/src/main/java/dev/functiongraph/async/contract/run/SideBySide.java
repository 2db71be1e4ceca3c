package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.register.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The checks that run at the same time, so that a slow subject does not keep a run waiting for one answer after the
 * other.
 *
 * @param atOnce at most, from 1
 * @param independent those that do not mind what others do meanwhile
 */
public record SideBySide(int atOnce, Predicate<Requirement> independent) {
    static final SideBySide NOTHING = new SideBySide(1, requirement -> false);

    /** Begins them in their order; an interrupt of this thread is passed on to them, and kept. */
    void run(List<Requirement> requirements, Consumer<Requirement> check) {
        List<Requirement> all = requirements.stream().filter(independent).toList();
        if (all.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<?>> running = new ArrayList<>();
            all.forEach(requirement -> running.add(threads.submit(() -> check.accept(requirement))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            awaitEnd(threads);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean ended = false;
        while (!ended) {
            try {
                // Each answer is waited for no longer than its time limit.
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // It was interrupted already.
            }
        }
    }
}
