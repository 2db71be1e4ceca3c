package dev.functiongraph.async.contract.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps every exchange of a run, so that all answers can be judged in the end, whatever they were asked for; not more than
 * this JVM can hold. Thread-safe.
 */
public final class Recorder {
    /** What to say when it {@link #isFull}. */
    public static final String FULL = "the messages of this run are more than memory can hold; java -Xmx4g allows more";

    private final List<Exchange> exchanges = new ArrayList<>();
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
