package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    Path dir;

    @BeforeEach
    void filesHaveModes() {
        assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX files");
    }

    @Test
    void onlyTheirOwnerMayReadWhatAServerMakes() throws Exception {
        Path data = dir.resolve("some/data");
        try (InvocationStore store = TestStores.open(data);
                OperatorStore tools = Stores.openForOperator(data)) {
            assertThat(tools.problems()).isEmpty();
            assertThat(store.queue().clock()).isNotNull();
            assertThat(openToOthers(data)).isEmpty();
            assertThat(data.resolve("invocations.db-wal")).exists();
        }
        assertThat(openToOthers(data)).isEmpty();
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosedAtTheStartAndToldOf() throws Exception {
        TestStores.open(dir).close();
        for (String name : List.of("invocations.db", "server.lock")) {
            Files.setPosixFilePermissions(dir.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }
        try (LogLines log = new LogLines();
                InvocationStore store = TestStores.open(dir)) {
            assertThat(store.queue().clock()).isNotNull();
            assertThat(openToOthers(dir)).isEmpty();
            assertThat(log.with("was open to other users")).hasSize(2);
        }
    }

    private static List<Path> openToOthers(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(PrivateFilesTest::isOpenToOthers).toList();
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .endsWith("------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
