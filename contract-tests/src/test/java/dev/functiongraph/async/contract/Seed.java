package dev.functiongraph.async.contract;

import java.util.Random;

/** Randomness that can be repeated: {@code -Dseed=...} tries another row of cases, or the one that a failure names. */
final class Seed {
    static final long VALUE = Long.getLong("seed", 20_210_927);

    private Seed() {}

    static Random random() {
        return new Random(VALUE);
    }
}
