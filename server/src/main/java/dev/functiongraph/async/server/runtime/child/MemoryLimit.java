package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.RuntimeDefinition.Child;

/** The limit of the memory that a process may take, with all that it has started. */
final class MemoryLimit {
    /** What the two shells of a guard take. */
    private static final long GUARD_BYTES = 4 << 20;

    private static final int MIB = 20;

    private final long bytes;
    private boolean exceeded;

    MemoryLimit(Child child) {
        bytes = child.memory();
    }

    /**
     * Looks at a process.
     *
     * @param guard its guard's pid
     * @return whether it exceeds the limit, and did not before
     */
    boolean isExceededNow(ProcessTable table, long guard) {
        if (guard == 0 || exceeded) {
            return false;
        }
        exceeded = table.memory(table.members(guard), bytes + GUARD_BYTES) > bytes + GUARD_BYTES;
        return exceeded;
    }

    boolean isExceeded() {
        return exceeded;
    }

    String message() {
        return "exceeded its memory of " + (bytes >> MIB) + " MiB";
    }
}
