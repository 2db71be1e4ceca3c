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
    private static final int AT_ONCE = 8;

    private Concurrently() {}

    /**
     * Sends messages several at a time, each on a connection of its own: a server may answer refused credentials later
     * and later.
     *
     * @return the exchanges, in the order of the messages
     */
    public static List<Exchange> send(Probe probe, List<Message> messages)
            throws CouldNotRunException, InterruptedException {
        return call(
                AT_ONCE,
                messages.stream()
                        .<Action<Exchange>>map(message -> () -> probe.send(message))
                        .toList());
    }

    /** @return the exchanges, in no particular order */
    public static List<Exchange> send(Probe probe, Message message, int atOnce, int count)
            throws CouldNotRunException, InterruptedException {
        return call(atOnce, count, () -> probe.send(message));
    }

    /** The call that is repeated. */
    @FunctionalInterface
    public interface Action<T> {
        T call() throws CouldNotRunException, InterruptedException;
    }

    /** @return the results, in no particular order */
    public static <T> List<T> call(int atOnce, int count, Action<T> action)
            throws CouldNotRunException, InterruptedException {
        return call(atOnce, Collections.nCopies(count, action));
    }

    /** The call for one of several values. */
    @FunctionalInterface
    public interface ActionOn<V, T> {
        T call(V value) throws CouldNotRunException, InterruptedException;
    }

    /** @return the results, in the order of the values */
    public static <V, T> List<T> callEach(int atOnce, List<V> values, ActionOn<V, T> action)
            throws CouldNotRunException, InterruptedException {
        return call(
                atOnce,
                values.stream()
                        .<Action<T>>map(value -> () -> action.call(value))
                        .toList());
    }

    private static <T> List<T> call(int atOnce, List<Action<T>> actions)
            throws CouldNotRunException, InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(atOnce);
        try {
            List<T> all = new ArrayList<>();
            for (Future<T> one : callers.invokeAll(
                    actions.stream().<Callable<T>>map(action -> action::call).toList())) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CouldNotRunException couldNotRun) {
                throw couldNotRun;
            }
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            callers.shutdownNow();
        }
    }
}
