package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.InvalidConfigException;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.process.ExitStatus;
import dev.functiongraph.async.server.process.OutOfMemory;
import dev.functiongraph.async.server.process.StandardStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A server that is a process of its own, from its start until it is told to stop. */
final class ServerRun {
    private static final Duration LOG_LIMIT = Duration.ofSeconds(1);

    private ServerRun() {}

    /** The start of a server. */
    @FunctionalInterface
    interface Start {
        FunctionGraphServer start() throws InvalidConfigException, InvalidCatalogException, IOException;
    }

    /**
     * Starts a server. It returns only where that is not possible: a signal ends the process.
     *
     * @param banner what is printed once it has started
     * @return the status for the process to end with
     */
    static int run(Start start, Function<FunctionGraphServer, String> banner) throws InterruptedException {
        StandardStreams.neverBlock();
        OutOfMemory.endsProcess();
        Shutdown shutdown = Shutdown.install();
        try {
            FunctionGraphServer server = start.start();
            System.out.print(banner.apply(server));
            shutdown.started(server);
            // A function may interrupt any thread; this does not notice.
            return new CompletableFuture<Integer>().join();
        } catch (InvalidConfigException | InvalidCatalogException | IOException e) {
            System.err.println(e.getMessage());
            return ExitStatus.CANNOT_START;
        } finally {
            shutdown.startFailed();
            StandardStreams.flush(LOG_LIMIT);
        }
    }
}
