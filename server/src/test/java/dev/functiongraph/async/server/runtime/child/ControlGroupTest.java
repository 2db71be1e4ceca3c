package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a kernel can do is tried by {@code .ci/control-group/check}. */
class ControlGroupTest {
    @TempDir
    Path directory;

    @Test
    void memoryIsExceededWhereTheKernelHasEndedAProcessForIt() throws IOException {
        Files.writeString(directory.resolve("memory.events"), "low 0\nmax 41\noom 1\noom_kill 1\noom_group_kill 1\n");
        assertThat(new ControlGroup(directory).isExceeded()).isTrue();
    }

    @Test
    void memoryOfTheWholeMachineThatRanOutIsNotTheGroups() throws IOException {
        Files.writeString(directory.resolve("memory.events"), "low 0\nmax 41\noom 0\noom_kill 1\noom_group_kill 0\n");
        assertThat(new ControlGroup(directory).isExceeded()).isFalse();
    }

    @Test
    void memoryThatWasReclaimedIsNotExceeded() throws IOException {
        Files.writeString(directory.resolve("memory.events"), "low 0\nmax 41\noom 1\noom_kill 0\noom_group_kill 0\n");
        assertThat(new ControlGroup(directory).isExceeded()).isFalse();
    }

    @Test
    void aGroupThatWasNeverMadeHasNotExceededItsMemoryAndIsRemovedWithoutAnError() {
        ControlGroup none = new ControlGroup(directory.resolve("none"));
        assertThat(none.remove()).isTrue();
        assertThat(none.isExceeded()).isFalse();
    }
}
