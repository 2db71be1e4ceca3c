package dev.functiongraph.async.server.runtime.child;

import java.time.Duration;
import java.util.List;

/**
 * The watch over the memory of all instances, where no control groups hold it. All of it runs on {@link
 * SharedResources#execute}, but for the looking itself.
 */
final class MemoryWatch {
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();
    /** Where a machine has many processes, they are looked at less often. */
    private static final int PART_OF_TIME = 100;

    private final SharedResources shared;
    private boolean looking;
    private long nextLook;

    MemoryWatch(SharedResources shared) {
        this.shared = shared;
        this.nextLook = shared.now();
    }

    /** Looks at those that work, on another thread, if it is time to. */
    void look(List<Instance> instances) {
        if (shared.groups().isPresent()
                || looking
                || shared.now() - nextLook < 0
                || instances.stream().noneMatch(Instance::isWorking)) {
            return;
        }
        looking = true;
        shared.block(() -> {
            long started = shared.now();
            try {
                ProcessTable table = ProcessTable.read();
                shared.execute(() -> instances.forEach(instance -> instance.checkMemory(table)));
            } finally {
                long took = shared.now() - started;
                shared.execute(() -> looked(took));
            }
        });
    }

    private void looked(long took) {
        looking = false;
        nextLook = shared.now() + Math.min(LONGEST_NANOS, Math.max(LOOK_NANOS, PART_OF_TIME * took));
    }
}
