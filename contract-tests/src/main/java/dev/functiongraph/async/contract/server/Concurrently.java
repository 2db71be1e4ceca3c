package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that are made at the same time. */
public final class Concurrently {
    private Concurrently() {}

    /** @return the exchanges, in no particular order */
    public static List<Exchange> send(Probe probe, Message message, int atOnce, int count)
            throws CouldNotRunException, InterruptedException {
        return call(atOnce, count, () -> probe.send(message));
    }

    /** The call that is repeated. */
    @FunctionalInterface
    public interface Action<T> {
        T call() throws CouldNotRunException;
    }

    /** @return the results, in no particular order */
    public static <T> List<T> call(int atOnce, int count, Action<T> action)
            throws CouldNotRunException, InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(atOnce);
        try {
            List<T> all = new ArrayList<>();
            for (Future<T> one : callers.invokeAll(Collections.<Callable<T>>nCopies(count, action::call))) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CouldNotRunException couldNotRun) {
                throw couldNotRun;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            callers.shutdownNow();
        }
    }
}
