package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar needs nothing but Java. */
class KitJarIT {
    private static final Path JAR = Path.of(System.getProperty("kit.jar"));

    @TempDir
    private Path directory;

    @Test
    void itRunsAloneFromAnyDirectoryAndTellsInItsExitStatus() throws Exception {
        URI gone;
        try (Specimens conformant = Specimens.conformant();
                Specimens faulty = Specimens.breaking("invoke.accepted")) {
            assertThat(run(0, "server", "--base-url", conformant.uri().toString(), "--only", "invoke.*"))
                    .contains("6 passed, 0 failed");
            assertThat(run(1, "server", "--base-url", faulty.uri().toString(), "--only", "invoke.*", "--report", "r"))
                    .contains("invoke.accepted: FAILED", "report: r/report.html");
            gone = conformant.uri();
        }
        assertThat(run(2, "server", "--base-url", gone.toString())).startsWith("could not run: ");
        assertThat(directory.resolve("r")).isDirectoryContaining("glob:**/report.html");
        assertThat(run(0, "list")).contains("invoke.accepted (must)");
        assertThat(run(0, "--version")).containsPattern("functiongraph-async-contract-tests \\d");
    }

    @Test
    void itHoldsNothingOfTheServerTheClientAndTheTestFrameworks() throws Exception {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("openapi.yaml", "requirements/1.1.0.yaml")
                    .noneMatch(name -> name.startsWith("dev/functiongraph/async/server/"))
                    .noneMatch(name -> name.startsWith("dev/functiongraph/async/client/"))
                    .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("io/restassured/"));
        }
    }

    private String run(int status, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int ended = process.waitFor();
        String text = Files.readString(output);
        assertThat(ended).as(text).isEqualTo(status);
        return text;
    }
}
