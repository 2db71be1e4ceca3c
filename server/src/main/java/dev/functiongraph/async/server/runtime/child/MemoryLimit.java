package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import java.io.IOException;
import java.util.Optional;

/** The limit of the memory that a process may take, with all that it has started. */
final class MemoryLimit {
    /** What the two shells of a guard take. */
    private static final long GUARD_BYTES = 4 << 20;

    private static final int MIB = 20;

    private final long bytes;
    /** By which the kernel holds it; empty: it is looked at. */
    private final Optional<ControlGroup> group;

    private boolean exceeded;

    MemoryLimit(Child child, Optional<ControlGroup> group) {
        this.bytes = child.memory();
        this.group = group;
    }

    /** Makes its group, if it has one. */
    void open() throws IOException {
        if (group.isPresent()) {
            group.get().create(bytes);
        }
    }

    Optional<ControlGroup> group() {
        return group;
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
        return exceeded || group.filter(ControlGroup::isExceeded).isPresent();
    }

    String message() {
        return "exceeded its memory of " + (bytes >> MIB) + " MiB";
    }
}
