package dev.functiongraph.async.server.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    @TempDir
    Path dir;

    @Test
    void whatWasAcceptedAndWhereItIsCanBeScraped() throws Exception {
        String entries = TestFunctions.entry("fn", TestFunctions.Recording.class)
                + TestFunctions.entry("bad", TestFunctions.Failing.class);
        try (TestServer server = TestServer.start(dir, entries)) {
            server.invoke("fn", "{}");
            server.invoke("fn", "{}");
            server.invoke("bad", "{}");

            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.get("/metrics"))
                            .contains("functiongraph_invocations_accepted_total 3.0\n")
                            .contains("functiongraph_invocations_succeeded_total 2.0\n")
                            .contains("functiongraph_invocations_failed_total 1.0\n")
                            .contains("functiongraph_invocations_discarded_total 0.0\n")
                            .contains("functiongraph_invocations_waiting 0.0\n")
                            .contains("functiongraph_invocations_running 0.0\n")
                            .contains("functiongraph_invocations_drift 0.0\n"));
        }
    }

    @Test
    void theyAreNoSecretOfAProject() throws Exception {
        Path tokens = Files.writeString(dir.resolve("tokens.yaml"), "secret: " + TestFunctions.PROJECT + "\n");
        String entries = TestFunctions.entry("fn", TestFunctions.Recording.class);
        try (TestServer server = TestServer.start(dir, entries, "tokens-file", tokens.toString())) {
            assertThat(server.invoke("fn", "{}").statusCode()).isEqualTo(401);
            assertThat(server.get("/metrics")).contains("functiongraph_invocations_accepted_total 0.0\n");
        }
    }
}
