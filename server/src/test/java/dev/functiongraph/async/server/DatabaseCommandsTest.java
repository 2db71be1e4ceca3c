package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.TestFunctions.Failing;
import dev.functiongraph.async.server.TestFunctions.Recording;
import dev.functiongraph.async.server.store.postgresql.TestPostgres;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands on a database that servers share. */
class DatabaseCommandsTest {
    private static final String UNREACHABLE = "  - urn: " + TestFunctions.urn("unreachable")
            + "\n    runtime: {type: container, url: \"http://127.0.0.1:1\"}\n";
    private static final String FUNCTIONS = TestFunctions.entry("fn", Recording.class)
            + TestFunctions.entry("failing", Failing.class, "async: {max_async_retry_attempts: 1}")
            + UNREACHABLE;

    private final String url = TestPostgres.shared().createDatabase();

    @TempDir
    Path dir;

    @Test
    void whatFailedIsListedShownAndQueuedAgainOnce() throws Exception {
        try (TestServer server = start()) {
            String id = id(server, "failing");
            await().until(() -> run(0, "list", "--status", "FAIL").contains(id));
            assertThat(run(0, "show", id))
                    .contains("status      FAIL")
                    .containsPattern("attempts\n  1  .* WAIT .*\n  2  .* FAIL ");

            String redriven = run(0, "redrive", id);
            assertThat(redriven).contains(id + " -> ").contains("1 queued again, 0 skipped, 0 left");
            String newId = redriven.substring(redriven.indexOf(" -> ") + 4).substring(0, 36);
            UUID unknown = UUID.randomUUID();
            assertThat(run(0, "redrive", id, unknown.toString()))
                    .contains(id + " skipped: it was redriven before")
                    .contains(unknown + " skipped: there is no such invocation");
            await().untilAsserted(
                            () -> assertThat(run(0, "show", newId)).contains("redrive of  " + id, "status      FAIL"));
            assertThat(run(0, "doctor")).contains("accepted    2", "drift       0", "The store is sound.");
        }
    }

    @Test
    void whatWaitsIsDiscarded() throws Exception {
        try (TestServer server = start()) {
            String id = id(server, "unreachable");
            // Between two attempts: while one runs the status is RUNNING.
            await().untilAsserted(
                            () -> assertThat(run(0, "redrive", id)).contains(id + " skipped: its status is WAIT"));
            await().untilAsserted(() -> assertThat(run(0, "discard", "--function", TestFunctions.urn("unreachable")))
                    .contains("1 discarded"));
            assertThat(run(0, "show", id)).contains("status      DISCARD", "4208 function invocation canceled");
            assertThat(run(0, "discard", "--function", TestFunctions.urn("never")))
                    .contains("0 discarded");
        }
    }

    @Test
    void aBacklogThatIsFullTakesNoRedrive() throws Exception {
        String failed;
        try (TestServer server = start()) {
            failed = id(server, "failing");
            await().until(() -> run(0, "list", "--status", "FAIL").contains(failed));
        }
        TestPostgres.execute(url, "UPDATE cluster SET max_backlog = 0");
        assertThat(run(1, "redrive", failed)).contains("1 left because the backlog is full");
    }

    @Test
    void theServersThatShareTheDatabaseAreListed() throws Exception {
        try (TestServer one = start();
                TestServer other = start()) {
            await().untilAsserted(() -> assertThat(run(0, "nodes"))
                    .contains("2 nodes", ":" + one.port() + "  version ", ":" + other.port() + "  version ")
                    .containsPattern("node \\d+  .*  heartbeat \\d\\.\\d s ago  3 functions  0 running"));
        }
        assertThat(run(0, "nodes")).contains("0 nodes");
        assertThat(OperatorCommandRun.in(dir, "nodes").output()).contains("give --store URL");
    }

    @Test
    void whatWasLostIsToldByTheDoctor() throws Exception {
        try (TestServer server = start()) {
            id(server, "unreachable");
            await().until(() -> run(0, "list", "--status", "WAIT").lines().count() == 1);
        }
        TestPostgres.execute(url, "DELETE FROM invocation");
        assertThat(run(1, "doctor")).contains("PROBLEM     1 waiting invocations are counted, 0 are there");
    }

    @Test
    void theDoctorTellsWhatMakesTheDatabaseUnsafeOrSlow() throws Exception {
        start().close();
        String name = url.substring(url.lastIndexOf('/') + 1);
        TestPostgres.execute(
                url, "DROP INDEX record_listing", "ALTER DATABASE " + name + " SET synchronous_commit = off");
        assertThat(run(1, "doctor"))
                .contains("PROBLEM     synchronous_commit is off: what was accepted may be lost")
                .contains("PROBLEM     the index record_listing is missing or not valid")
                .contains("2 problems.");
    }

    @Test
    void theDoctorAdvisesWhereAHeartbeatMayHangForTooLong() throws Exception {
        start().close();
        assertThat(run(0, "doctor")).doesNotContain("ADVICE");
        assertThat(OperatorCommandRun.with(
                                new String[] {"doctor"},
                                "--store",
                                url + "?socketTimeout=60",
                                "--store-user",
                                TestPostgres.USER)
                        .output())
                .contains("ADVICE      a heartbeat may hang for 5 s (connectTimeout) and 60 s (socketTimeout")
                .contains("The store is sound.");
    }

    @Test
    void aDatabaseThatNoServerHasUsedIsToldInWords() {
        assertThat(run(2, "doctor"))
                .contains("the database at " + url
                        + " cannot be used: its tables are missing, or not those of this version")
                .doesNotContain("java.", "org.", "ERROR");
        assertThat(OperatorCommandRun.with(new String[] {"list"}, "--store", "jdbc:postgresql://127.0.0.1:1/x")
                        .output())
                .isEqualToIgnoringNewLines("the database at jdbc:postgresql://127.0.0.1:1/x cannot be used:"
                        + " no server that takes writes can be reached there");
    }

    private TestServer start() throws Exception {
        return TestServer.start(dir, FUNCTIONS, "store", url, "store-user", TestPostgres.USER, "retry-base", "20ms");
    }

    private static String id(TestServer server, String function) throws Exception {
        return server.invoke(function, "{}")
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }

    private String run(int status, String... command) {
        OperatorCommandRun run = OperatorCommandRun.with(command, "--store", url, "--store-user", TestPostgres.USER);
        assertThat(run.status()).as(run.output()).isEqualTo(status);
        return run.output();
    }
}
