package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    private Path functions;

    @BeforeEach
    void make(@TempDir Path data) throws IOException {
        functions = Files.createDirectory(data.resolve("functions"));
    }

    private WorkDirectory open() throws IOException {
        return WorkDirectory.open(functions, Optional.empty());
    }

    @Test
    void nothingIsLeftOfAServerThatHasStopped() throws Exception {
        try (WorkDirectory work = open()) {
            Files.writeString(work.makeTemporary("instance").resolve("file"), "text");
        }
        assertThat(functions).isEmptyDirectory();
    }

    @Test
    void whatADeadServerLeftIsDeletedByTheNextOne() throws Exception {
        Path dead = Files.createDirectories(functions.resolve("dead"));
        Files.createFile(dead.resolve("lock"));
        Files.writeString(Files.createDirectories(dead.resolve("instance/one")).resolve("file"), "text");
        open().close();
        assertThat(functions).isEmptyDirectory();
    }

    @Test
    void whatAnotherServerWorksWithIsLeft() throws Exception {
        try (WorkDirectory other = open()) {
            open().close();
            assertThat(other.script("runtime.py")).exists();
        }
    }
}
