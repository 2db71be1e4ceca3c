package dev.functiongraph.async.client.fake;

import com.sun.net.httpserver.HttpServer;
import dev.functiongraph.async.client.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A server of one project that runs no functions: it answers by the contract, keeps the events, and ends invocations as
 * it is told. It listens on a free port of the loopback until it is closed. Thread-safe.
 *
 * <p>It accepts every token. What it does not imitate is how bytes are sent: it is the JDK's own small HTTP server.
 */
public final class FakeFunctionGraph implements AutoCloseable {

    private final FakeInvocations invocations = new FakeInvocations();
    private final FakeFunctions functions;
    private final FakeRefusals refusals = new FakeRefusals();
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeFunctionGraph::thread);
    private final HttpServer server;

    private FakeFunctionGraph(String projectId) throws IOException {
        functions = new FakeFunctions(projectId);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", new FakeHandler(functions, invocations, refusals));
        server.start();
    }

    /** Starts a server that has no functions yet. */
    public static FakeFunctionGraph start(String projectId) {
        try {
            return new FakeFunctionGraph(projectId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fake-functiongraph");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the base URI for clients. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds a function of this name, whose invocations succeed at once, or enables it again. */
    public FakeFunctionGraph serve(String function) {
        return serve(function, event -> Invocation.Status.SUCCESS);
    }

    /**
     * Adds a function of this name, or changes it.
     *
     * @param behavior the status that an invocation has from its acceptance on, for its event: a final one, or {@code
     *     WAIT} or {@code RUNNING} until {@link #end}; called in a thread of the server's
     */
    public FakeFunctionGraph serve(String function, Function<Map<String, String>, Invocation.Status> behavior) {
        functions.serve(function, behavior);
        return this;
    }

    /** Adds a disabled function of this name, or disables it. */
    public FakeFunctionGraph disable(String function) {
        functions.disable(function);
        return this;
    }

    /**
     * Ends an invocation that waits or runs; one that has ended is unchanged.
     *
     * @param status {@code SUCCESS}, {@code FAIL} or {@code DISCARD}
     * @throws IllegalArgumentException if there is no such invocation, or the status is not final
     */
    public void end(UUID requestId, Invocation.Status status) {
        if (!status.isFinal()) {
            throw new IllegalArgumentException("an invocation cannot end as " + status);
        }
        invocations.end(requestId, status);
    }

    /**
     * Refuses the next request that is not refused yet, with an error of the contract. A 503 has a {@code Retry-After}
     * of one second.
     *
     * @param status 400 to 599
     */
    public void refuseNext(int status) {
        refusals.add(status);
    }

    /** Returns the events that a function has accepted, oldest first. */
    public List<Map<String, String>> events(String function) {
        return invocations.events(function);
    }

    /** Stops the server; requests that come later are refused a connection. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
