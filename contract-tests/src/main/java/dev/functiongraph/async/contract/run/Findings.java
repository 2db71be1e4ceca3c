package dev.functiongraph.async.contract.run;

import java.util.ArrayList;
import java.util.List;

/** The findings of a check: all of them, not only the first. Thread-safe. */
public final class Findings {
    private final List<Mismatch> mismatches = new ArrayList<>();
    private int cases;

    /** Counts a case that was checked, whatever the result. */
    public synchronized void judged() {
        cases++;
    }

    public synchronized void add(Mismatch mismatch) {
        mismatches.add(mismatch);
    }

    public synchronized List<Mismatch> mismatches() {
        return List.copyOf(mismatches);
    }

    /** The number of cases that were checked. */
    public synchronized int cases() {
        return cases;
    }
}
