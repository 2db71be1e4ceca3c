package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A data directory that is moved, deleted or overwritten by shell commands while a server uses it. */
@Tag("slow")
class MovedDataTest {
    private static final String FUNCTION = TestFunctions.entry("fn", TestFunctions.Recording.class);

    @TempDir
    Path dir;

    @BeforeEach
    void openFilesCanBeMovedHere() {
        assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mv data data.old; mkdir data",
                "mv data data.old",
                "mv data data.old; cp -a data.old data",
                "mv data data.old; echo x > data",
                "mv data data.old; cp -a data.old other; ln -s other data",
                "mkdir data.old; mv data/invocations.db data.old",
                "mkdir data.old; mv data/invocations.db-wal data.old",
                "mkdir data.old; cp data/invocations.db-wal x;"
                        + " mv data/invocations.db-wal data.old; mv x data/invocations.db-wal",
                "mkdir data.old; mv data/invocations.db-shm data.old"
            })
    void whatCannotBeKeptIsRefusedUntilTheFilesAreBackAndNothingIsLost(String misfortune) throws Exception {
        try (TestServer server = TestServer.start(dir, FUNCTION);
                LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                assertThat(invoke(server)).isEqualTo(202);
            }
            sh(misfortune);
            for (int i = 0; i < 3; i++) {
                assertThat(invoke(server)).isEqualTo(503);
            }
            sh("if [ -e data.old/server.lock ]; then rm -rf data; mv data.old data; else mv data.old/* data; fi");
            await().untilAsserted(() -> assertThat(invoke(server)).isEqualTo(202));

            assertThat(log.with("ERROR")).hasSize(1).first().asString().contains("Nothing can be written");
            assertThat(log.with("can be written again")).hasSize(1);
            await().untilAsserted(() -> assertThat(server.get("/metrics"))
                    .contains("accepted_total 4.0", "succeeded_total 4.0", "drift 0.0"));
        }
        try (TestServer server = TestServer.start(dir, FUNCTION)) {
            assertThat(server.get("/metrics")).contains("accepted_total 4.0", "drift 0.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {": > data/invocations.db", "cp old.db data/invocations.db", "rm -rf data"})
    void whatIsOverwrittenOrDeletedIsNotWrittenAnyMore(String misfortune) throws Exception {
        try (TestServer server = TestServer.start(dir, FUNCTION);
                LogLines log = new LogLines()) {
            sh("cp data/invocations.db old.db; printf 'another file' | dd of=old.db bs=1 seek=24 conv=notrunc");
            assertThat(invoke(server)).isEqualTo(202);
            sh(misfortune);
            assertThat(invoke(server)).isEqualTo(503);
            assertThat(invoke(server)).isEqualTo(503);
            assertThat(log.with("ERROR")).hasSize(1);
        }
    }

    @Test
    void aTimeThatSomebodySetsOrACopyOfTheSameIsNoHarm() throws Exception {
        try (TestServer server = TestServer.start(dir, FUNCTION)) {
            assertThat(invoke(server)).isEqualTo(202);
            sh("touch data/invocations.db; mv data elsewhere; ln -s elsewhere data");
            assertThat(invoke(server)).isEqualTo(202);
        }
    }

    @Test
    void anOutcomeThatCannotBeRecordedMeanwhileIsRecordedWhenTheFilesAreBack() throws Exception {
        try (StubContainer container = new StubContainer();
                TestServer server = TestServer.start(dir, container.entry("slow"));
                LogLines log = new LogLines()) {
            assertThat(server.invoke("slow", "{}").statusCode()).isEqualTo(202);
            await().until(() -> container.requestIds().size() == 1);
            sh("mv data data.old");
            container.answer();
            await().until(() -> log.with("ERROR").size() == 1);
            sh("mv data.old data");
            await().untilAsserted(() ->
                    assertThat(server.get("/metrics")).contains("succeeded_total 1.0", "running 0.0", "drift 0.0"));
            assertThat(log.with("WARN")).isEmpty();
        }
    }

    private static int invoke(TestServer server) throws IOException, InterruptedException {
        return server.invoke("fn", "{}").statusCode();
    }

    /** Not by this process: where it closes a file, SQLite loses its locks on it. */
    private void sh(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(List.of("sh", "-ec", command))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
    }
}
