package dev.functiongraph.async.contract;

import java.util.Random;

/** The seed of random cases: {@code -Dseed=...} tries other cases, or those that a failure names. */
final class Seed {
    static final long VALUE = Long.getLong("seed", 20_210_927);

    private Seed() {}

    static Random random() {
        return new Random(VALUE);
    }
}
