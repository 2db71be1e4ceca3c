package dev.functiongraph.async.contract.wire;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The record of every exchange of a run, for the checks of all answers; bounded by this JVM's memory. Thread-safe. */
public final class Recorder {
    /** The message when it {@link #isFull}. */
    public static final String FULL = "the messages of this run do not fit into memory; give it more with java -Xmx4g";

    private final List<Exchange> exchanges = new ArrayList<>();
    private final IdentityHashMap<Exchange, List<Exchange>> before = new IdentityHashMap<>();
    private final long most;
    private long bytes;

    /** Keeps up to half of the memory that this JVM may use. */
    public Recorder() {
        this(Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param most about how many bytes it keeps */
    public Recorder(long most) {
        this.most = most;
    }

    /** @param earlier what took place on the same connection before */
    public synchronized void add(Exchange exchange, List<Exchange> earlier) {
        add(exchange);
        if (!earlier.isEmpty() && !isFull()) {
            before.put(exchange, List.copyOf(earlier));
        }
    }

    /** The exchanges of this one's connection, up to itself. */
    public synchronized List<Exchange> connection(Exchange exchange) {
        List<Exchange> connection = new ArrayList<>(before.getOrDefault(exchange, List.of()));
        connection.add(exchange);
        return connection;
    }

    public synchronized void add(Exchange exchange) {
        bytes += exchange.size();
        if (!isFull()) {
            exchanges.add(exchange);
        }
    }

    /** Whether something was not kept because there was no room for it. */
    public synchronized boolean isFull() {
        return bytes > most;
    }

    public synchronized List<Exchange> all() {
        return List.copyOf(exchanges);
    }
}
