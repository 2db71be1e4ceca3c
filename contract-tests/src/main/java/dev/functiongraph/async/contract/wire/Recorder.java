package dev.functiongraph.async.contract.wire;

import java.util.ArrayList;
import java.util.List;

/** Keeps every exchange of a run, so that all answers can be judged in the end, whatever they were asked for. Thread-safe. */
public final class Recorder {
    private final List<Exchange> exchanges = new ArrayList<>();

    public synchronized void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    public synchronized List<Exchange> all() {
        return List.copyOf(exchanges);
    }
}
