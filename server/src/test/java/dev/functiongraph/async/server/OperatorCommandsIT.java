package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands, beside a running server and without one. */
class OperatorCommandsIT {
    private static final String UNREACHABLE = "  - urn: " + TestFunctions.urn("gone")
            + "\n    runtime: {type: container, url: \"http://127.0.0.1:1\"}\n"
            + "    async: {max_async_event_age_in_seconds: 1}\n";

    @TempDir
    Path dir;

    @Test
    void whatWasDiscardedIsListedShownAndQueuedAgainOnce() throws Exception {
        TestServer.writeFunctions(dir, UNREACHABLE);
        String id;
        try (ServerProcess server = ServerProcess.start(dir, "--port", "0", "--functions", "functions.yaml")) {
            id = server.invoke("gone", "{}")
                    .headers()
                    .firstValue("X-Request-Id")
                    .orElseThrow();
            await().untilAsserted(() -> assertThat(run(0, "list", "--status", "DISCARD"))
                    .contains(id, "DISCARD", TestFunctions.urn("gone"), "expired before it could be run"));

            assertThat(run(0, "show", id))
                    .contains("request id  " + id)
                    .contains("status      DISCARD")
                    .contains("error       4203 expired before it could be run")
                    .containsPattern("attempts\n  1  .* WAIT .* the container ");

            String redriven = run(0, "redrive", id);
            assertThat(redriven).contains(id + " -> ").contains("1 queued again, 0 skipped, 0 left");
            String newId = redriven.substring(redriven.indexOf(" -> ") + 4).substring(0, 36);
            assertThat(run(0, "redrive", id)).contains(id + " skipped");
            await().untilAsserted(() ->
                    assertThat(run(0, "show", newId)).contains("redrive of  " + id, "status      DISCARD"));
            assertThat(run(0, "doctor")).contains("drift       0", "The store is sound.");
        }
        assertThat(run(0, "list", "--function", TestFunctions.urn("gone"), "--limit", "1")
                        .lines())
                .hasSize(1);
        assertThat(run(0, "doctor")).contains("accepted    2", "discarded   2", "The store is sound.");
        assertThat(run(0, "redrive", "--status", "DISCARD"))
                .contains(id + " skipped", "1 queued again, 1 skipped, 0 left");
        assertThat(run(0, "discard", "--function", TestFunctions.urn("gone"))).contains("1 discarded");
        assertThat(run(0, "doctor")).contains("accepted    3", "discarded   3", "The store is sound.");
    }

    @Test
    void whatMakesNoSenseIsRefusedInWords() throws Exception {
        assertThat(run(2, "doctor")).contains("there is no database in ");
        assertThat(run(2, "list", "--limit", "0")).contains("--limit must be 1 or more");
        assertThat(run(2, "list", "--function", "nonsense"))
                .contains("--function: 'nonsense' is not a full URN: a full URN reads urn:fss:")
                .doesNotContain("java.", "dev.");
        assertThat(run(2, "discard")).contains("--function");
        assertThat(run(2, "--data-dir", "other", "list")).contains("--data-dir must come after the command: list");
        assertThat(run(2, "--port", "8080", "doctor")).contains("--port must come after the command: doctor");
        assertThat(run(2, "show", "xx")).contains("'xx' is not a request id").doesNotContain("java.", "dev.");
        assertThat(run(2, "redrive")).contains("Give request ids, or --status FAIL or DISCARD");
        assertThat(run(2, "redrive", "--status", "SUCCESS")).contains("Give request ids");
    }

    private String run(int status, String... command) {
        OperatorCommandRun run = OperatorCommandRun.in(dir, command);
        assertThat(run.status()).isEqualTo(status);
        return run.output();
    }
}
