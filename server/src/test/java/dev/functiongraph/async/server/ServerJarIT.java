package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The executable jar from outside: its arguments, signals and exit statuses. */
@Execution(ExecutionMode.CONCURRENT)
class ServerJarIT {
    private static final String DEMO_URN =
            "urn:fss:xxxxxxxxxxx:" + TestFunctions.PROJECT + ":function:default:test:latest";

    @TempDir
    Path dir;

    @Test
    void withoutArgumentsItServesTheDemoCatalogAndSaysHowToTryIt() throws Exception {
        try (ServerProcess server = ServerProcess.start(dir, "--port", "0")) {
            assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
            HttpResponse<String> answer = server.invoke(DEMO_URN, "{\"k\":\"v\"}");
            assertThat(answer.statusCode()).isEqualTo(202);

            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(answer.body()).isEqualTo("{\"request_id\":\"" + id + "\"}");
            await().untilAsserted(() -> assertThat(server.output()).contains(id + " attempt 1 of test: {\"k\":\"v\"}"));
            assertThat(server.output()).contains("Documentation: " + server.uri() + "/docs");
            assertThat(server.output()).contains(DEMO_URN, "disabled:latest  (disabled)", "curl -i -X POST");
            assertThat(dir.resolve("data")).isDirectory();
        }
    }

    @Test
    void everythingAcceptedBeforeAKillReachesTheFunctionAfterTheRestart() throws Exception {
        try (StubContainer container = new StubContainer()) {
            TestServer.writeFunctions(dir, container.entry("slow"));
            String[] arguments = {"--port", "0", "--functions", "functions.yaml"};
            Set<String> accepted = new HashSet<>();
            try (ServerProcess server = ServerProcess.start(dir, arguments)) {
                for (int i = 0; i < 100; i++) {
                    accepted.add(server.invoke("slow", "{}")
                            .headers()
                            .firstValue("X-Request-Id")
                            .orElseThrow());
                }
                server.kill();
            }
            assertThat(accepted).hasSize(100).containsAll(container.requestIds());
            assertThat(container.requestIds()).hasSizeLessThanOrEqualTo(4);

            container.answer();
            try (ServerProcess server = ServerProcess.start(dir, arguments)) {
                server.uri();
                await().untilAsserted(() -> assertThat(container.requestIds()).isEqualTo(accepted));
            }
        }
    }

    @Test
    void aTermSignalLetsWhatRunsEndAndTheStatusIsZero() throws Exception {
        try (StubContainer container = new StubContainer()) {
            TestServer.writeFunctions(dir, container.entry("slow"));
            try (ServerProcess server = ServerProcess.start(dir, "--port", "0", "--functions", "functions.yaml")) {
                server.invoke("slow", "{}");
                await().until(() -> container.requestIds().size() == 1);

                server.terminate();
                container.answer();

                assertThat(server.exitStatus()).isZero();
                assertThat(server.output()).doesNotContain("they are stopped", "ERROR");
            }
        }
    }

    @Test
    void aHalfWrongFunctionsFileStopsTheStartWithAllItsProblems() throws Exception {
        Files.writeString(dir.resolve("functions.yaml"), """
                functions:
                  - urn: %s
                    runtime: {type: java, handler: no.Such}
                  - urn: nonsense
                    runtime: {type: container, url: "http://127.0.0.1:9000"}
                """.formatted(TestFunctions.urn("fn")));
        try (ServerProcess server = ServerProcess.start(dir, "--port", "0", "--functions", "functions.yaml")) {
            assertThat(server.exitStatus()).isEqualTo(2);
            assertThat(server.output())
                    .contains("line 3: " + TestFunctions.urn("fn") + ": class not found: no.Such")
                    .contains("line 4: nonsense: a full URN reads urn:fss:")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void wrongArgumentsAndSettingsStopTheStart() throws Exception {
        try (ServerProcess server = ServerProcess.start(dir, "--port", "many", "--functions", "absent.yaml")) {
            assertThat(server.exitStatus()).isEqualTo(2);
            assertThat(server.output())
                    .contains("--port: 'many' is not a whole number")
                    .doesNotContain("\tat ");
        }
        try (ServerProcess server = ServerProcess.start(dir, "--functions", "absent.yaml")) {
            assertThat(server.exitStatus()).isEqualTo(2);
            assertThat(server.output()).contains("absent.yaml", "no such file").doesNotContain("\tat ");
        }
    }

    @Test
    void aSecondServerDoesNotGetTheFirstOnesData() throws Exception {
        try (ServerProcess first = ServerProcess.start(dir, "--port", "0")) {
            first.uri();
            try (ServerProcess second = ServerProcess.start(dir, "--port", "0")) {
                assertThat(second.exitStatus()).isEqualTo(2);
                assertThat(second.output())
                        .contains("another server uses " + dir.resolve("data"))
                        .doesNotContain("\tat ");
            }
            Files.delete(dir.resolve("data/server.lock"));
            try (ServerProcess second = ServerProcess.start(dir, "--port", "0")) {
                assertThat(second.exitStatus()).isEqualTo(2);
                assertThat(second.output()).contains("another server uses " + dir.resolve("data"));
            }
            assertThat(first.invoke(DEMO_URN, "{}").statusCode()).isEqualTo(202);
        }
    }

    @Test
    void helpAndVersionArePrinted() throws Exception {
        try (ServerProcess help = ServerProcess.start(dir, "--help")) {
            assertThat(help.exitStatus()).isZero();
            assertThat(help.output())
                    .contains("--host", "--port", "--functions", "--data-dir", "--config", "idle-timeout, ");
        }
        try (ServerProcess version = ServerProcess.start(dir, "--version")) {
            assertThat(version.exitStatus()).isZero();
            assertThat(version.output()).matches("functiongraph-async-server \\d+\\.\\d+\\.\\d+.*");
        }
    }
}
