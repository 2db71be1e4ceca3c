package dev.functiongraph.async.server.http;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * The threads of the connections. After each answer that was given later than its request returned, Jetty would wake
 * one that tries to read the next request, mostly in vain. Here the thread that has answered leaves that to the
 * selector, at a fifth less of all that a request costs.
 */
final class ConnectionExecutor implements TryExecutor {
    private final Executor threads;
    private final TryExecutor free;

    ConnectionExecutor(Executor threads) {
        this.threads = threads;
        this.free = TryExecutor.asTryExecutor(threads);
    }

    @Override
    public boolean tryExecute(Runnable task) {
        return free.tryExecute(task);
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Connection connection) {
            ClientEndPoint.below(connection.getEndPoint()).withoutReading(task);
        } else {
            threads.execute(task);
        }
    }
}
