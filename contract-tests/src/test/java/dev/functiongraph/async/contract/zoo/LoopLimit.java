package dev.functiongraph.async.contract.zoo;

import java.time.Duration;

/** The end of loops that a mutant made endless: each mutant has a class of its own, and so a beginning of its own. */
public final class LoopLimit {
    private static final long END = System.nanoTime() + Duration.ofMinutes(2).toNanos();

    private LoopLimit() {}

    /** Called in each round of each loop. */
    public static void check() {
        if (System.nanoTime() > END) {
            throw new IllegalStateException("this mutant's time is over");
        }
    }
}
