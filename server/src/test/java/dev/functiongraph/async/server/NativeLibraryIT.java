package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** SQLite's native library of the executable jar: its place, and nothing left in the temporary directory. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class NativeLibraryIT {
    @TempDir
    Path dir;

    private Path temporary;

    @BeforeEach
    void anEmptyTemporaryDirectory() throws IOException {
        temporary = Files.createDirectory(dir.resolve("tmp"));
    }

    @Test
    void nothingIsLeftInTheTemporaryDirectoryByAStopOrAKillOrATool() throws Exception {
        try (ServerProcess server = start(temporary, "--port", "0")) {
            server.uri();
            assertThat(in(temporary)).isEmpty();
            server.terminate();
            assertThat(server.exitStatus()).isZero();
        }
        try (ServerProcess server = start(temporary, "--port", "0")) {
            server.uri();
            server.kill();
        }
        List<Path> libraries = in(dir.resolve("data/native"));
        assertThat(libraries).hasSize(1);
        assertThat(doctor(temporary)).contains("The store is sound.");
        Files.delete(libraries.get(0));
        assertThat(doctor(temporary)).contains("The store is sound.");
        assertThat(in(temporary)).isEmpty();
    }

    @Test
    void aServerNeedsNoTemporaryDirectoryAndATornLibraryIsWrittenAnew() throws Exception {
        Path absent = dir.resolve("absent");
        try (ServerProcess server = start(absent, "--port", "0")) {
            server.uri();
            server.kill();
            assertThat(server.output()).doesNotContain("\tat ", "ERROR", "WARN");
        }
        Path library = in(dir.resolve("data/native")).get(0);
        long whole = Files.size(library);
        Files.write(library, new byte[100]);
        try (ServerProcess server = start(absent, "--port", "0")) {
            server.uri();
            assertThat(Files.size(library)).isEqualTo(whole);
        }
        assertThat(doctor(absent)).contains("The store is sound.");
    }

    @Test
    void whereItCannotBeLoadedFromASentenceSaysSo() throws Exception {
        try (ServerProcess server = start(dir, "--port", "0")) {
            server.uri();
        }
        Files.delete(in(dir.resolve("data/native")).get(0));
        try (ServerProcess tool = start(dir.resolve("absent"), "doctor")) {
            assertThat(tool.exitStatus()).isEqualTo(2);
            assertThat(tool.output().lines()).hasSize(1);
            assertThat(tool.output())
                    .contains("the native library of SQLite cannot be loaded", "absent cannot be written");
        }
    }

    @Test
    void aNewerJavaWarnsOfNothing() throws Exception {
        Path java = newerJava();
        assumeTrue(java != null, "SKIPPED: there is no Java 24 or newer");
        try (ServerProcess server = ServerProcess.startOn(java, temporary, dir, "--port", "0")) {
            server.uri();
            assertThat(server.output()).startsWith("Listening on ").doesNotContain("WARNING");
        }
    }

    private static Path newerJava() throws IOException {
        Path machines = Path.of("/usr/lib/jvm");
        if (Runtime.version().feature() > 23) {
            return Path.of(System.getProperty("java.home"));
        }
        return Files.isDirectory(machines)
                ? in(machines).stream()
                        .filter(home -> home.getFileName().toString().matches(".*-(2[4-9]|[3-9]\\d)\\b.*"))
                        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private String doctor(Path temporaryDirectory) throws Exception {
        try (ServerProcess tool = start(temporaryDirectory, "doctor")) {
            assertThat(tool.exitStatus()).as(tool.output()).isZero();
            return tool.output();
        }
    }

    private ServerProcess start(Path temporaryDirectory, String... arguments) throws IOException {
        return ServerProcess.startOn(Path.of(System.getProperty("java.home")), temporaryDirectory, dir, arguments);
    }

    private static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
