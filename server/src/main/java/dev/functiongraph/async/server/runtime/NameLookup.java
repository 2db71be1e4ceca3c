package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.runtime.limit.TimeLimit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * The lookup of containers' addresses by name. A lookup blocks a thread for as long as the name service likes, so each
 * name has at most one in progress, on a thread of its own.
 */
final class NameLookup implements SocketAddressResolver, AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(5);

    /** The name service. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Names names;
    private final Map<String, CompletableFuture<InetAddress[]>> pending = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "name-lookup");
        thread.setDaemon(true);
        return thread;
    });

    NameLookup(Names names) {
        this.names = names;
    }

    @Override
    public void resolve(String host, int port, Promise<List<InetSocketAddress>> promise) {
        CompletableFuture<InetAddress[]> lookup =
                pending.computeIfAbsent(host, name -> CompletableFuture.supplyAsync(() -> addresses(name), threads));
        lookup.whenComplete((found, failure) -> pending.remove(host, lookup));
        CompletableFuture<InetAddress[]> limited = lookup.copy();
        TimeLimit.set(limited, LIMIT, () -> limited.completeExceptionally(new TimeoutException()));
        limited.whenComplete((found, failure) -> {
            if (failure != null) {
                promise.failed(failure instanceof CompletionException ? failure.getCause() : failure);
            } else {
                promise.succeeded(Stream.of(found)
                        .map(address -> new InetSocketAddress(address, port))
                        .toList());
            }
        });
    }

    private InetAddress[] addresses(String host) {
        try {
            return names.addresses(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
