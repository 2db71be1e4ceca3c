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

/** Sends requests at the same time. */
final class Together {
    private Together() {}

    /** @return the exchanges, in no particular order */
    static List<Exchange> send(Probe probe, Message message, int atOnce, int count)
            throws CouldNotRunException, InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(atOnce);
        Callable<Exchange> call = () -> probe.send(message);
        try {
            List<Exchange> exchanges = new ArrayList<>();
            for (Future<Exchange> answer : callers.invokeAll(Collections.nCopies(count, call))) {
                exchanges.add(answer.get());
            }
            return exchanges;
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
