package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.TestFunctions.Failing;
import dev.functiongraph.async.server.TestFunctions.Recording;
import dev.functiongraph.async.server.runtime.EchoFunction;
import dev.functiongraph.async.server.store.postgresql.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The move of a data directory to a database. */
class MigrateCommandTest {
    private static final String UNREACHABLE = "  - urn: " + TestFunctions.urn("unreachable")
            + "\n    runtime: {type: container, url: \"http://127.0.0.1:1\"}\n";
    private static final String FUNCTIONS = TestFunctions.entry("fn", Recording.class)
            + TestFunctions.entry("failing", Failing.class, "async: {max_async_retry_attempts: 1}")
            + TestFunctions.entry("writing", EchoFunction.class);

    private final String url = TestPostgres.shared().createDatabase();

    @TempDir
    Path dir;

    @Test
    void everythingIsThereAsItWasAndWhatWaitedIsRun() throws Exception {
        TestFunctions.reset();
        String succeeded;
        String failed;
        String again;
        String waiting;
        String writing;
        try (TestServer server =
                TestServer.start(dir, FUNCTIONS + UNREACHABLE, "retry-base", "20ms", "retry-cap", "100ms")) {
            succeeded = id(server, "fn");
            writing = id(server, "writing");
            failed = id(server, "failing");
            waiting = id(server, "unreachable");
            await().until(() -> inDirectory("list").contains(" FAIL ")
                    && inDirectory("list").contains(" SUCCESS "));
            String redriven = inDirectory("redrive", failed);
            again = redriven.substring(redriven.indexOf(" -> ") + 4).substring(0, 36);
            await().until(() -> inDirectory("show", again).contains("status      FAIL"));
            await().until(() -> inDirectory("show", waiting).contains(" WAIT "));
            await().until(() -> inDirectory("logs", writing).contains("SUCCESS\n{}\n"));
        }
        List<String> ids = List.of(succeeded, writing, failed, again, waiting);
        List<String> before = ids.stream().map(id -> inDirectory("show", id)).toList();
        String log = inDirectory("logs", writing);
        String counts = counts(inDirectory("doctor"));
        List<String> listed =
                inDirectory("list").lines().map(line -> line.substring(0, 36)).toList();

        String database = dir.resolve("data/invocations.db").toString();
        assertThat(migrate(0)).contains("5 invocations were moved", database + ".moved");

        assertThat(ids.stream().map(id -> inDatabase("show", id))).containsExactlyElementsOf(before);
        assertThat(inDatabase("logs", writing)).isEqualTo(log);
        assertThat(inDatabase("logs", "--function", TestFunctions.urn("writing")))
                .contains("== " + writing + "  attempt 1 ");
        assertThat(counts(inDatabase("doctor"))).isEqualTo(counts);
        assertThat(inDatabase("list").lines().map(line -> line.substring(0, 36)))
                .containsExactlyElementsOf(listed);
        assertThat(inDatabase("redrive", failed)).contains("skipped");
        assertThat(OperatorCommandRun.in(dir, "doctor").output()).contains("there is no database in ");

        String reachable = TestFunctions.entry("unreachable", Recording.class);
        try (TestServer server =
                TestServer.start(dir, FUNCTIONS + reachable, "store", url, "store-user", TestPostgres.USER)) {
            await().untilAsserted(() -> assertThat(inDatabase("show", waiting)).contains("status      SUCCESS"));
            assertThat(server.invoke("fn", "{}").statusCode()).isEqualTo(202);
        }
        assertThat(inDatabase("doctor")).contains("drift       0", "The store is sound.");
    }

    @Test
    void whileAServerRunsNothingIsMoved() throws Exception {
        try (TestServer server = TestServer.start(dir, FUNCTIONS)) {
            id(server, "fn");
            assertThat(migrate(2)).contains("another server uses " + dir.resolve("data"));
        }
        assertThat(inDirectory("doctor")).contains("accepted    1");
    }

    @Test
    void nothingIsMovedIntoADatabaseThatIsUsed() throws Exception {
        try (TestServer server = TestServer.start(dir, FUNCTIONS, "store", url, "store-user", TestPostgres.USER)) {
            id(server, "fn");
        }
        try (TestServer server = TestServer.start(dir, FUNCTIONS)) {
            id(server, "fn");
        }
        assertThat(migrate(2))
                .contains("the database at " + url + " has accepted invocations already; use an empty one");
        assertThat(inDirectory("doctor")).contains("accepted    1");
        assertThat(inDatabase("doctor")).contains("accepted    1");
    }

    @Test
    void aMoveThatEndedBeforeItsLastStepIsFinished() throws Exception {
        try (TestServer server = TestServer.start(dir, FUNCTIONS)) {
            id(server, "fn");
        }
        migrate(0);
        Path database = dir.resolve("data/invocations.db");
        Files.move(database.resolveSibling("invocations.db.moved"), database);
        assertThat(migrate(0)).contains("0 invocations were moved");
        assertThat(database).doesNotExist();
        assertThat(inDatabase("doctor")).contains("accepted    1", "The store is sound.");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(migrate(2)).contains("there is no database in " + dir.resolve("data"));
    }

    /** Without what only a data directory has, and when it was printed. */
    private static String counts(String doctor) {
        UnaryOperator<String> plain = text -> text.replaceAll("(?m)^(free disk|ADVICE).*\\R", "");
        return plain.apply(doctor);
    }

    private static String id(TestServer server, String function) throws Exception {
        return server.invoke(function, "{}")
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }

    private String inDirectory(String... command) {
        OperatorCommandRun run = OperatorCommandRun.in(dir, command);
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }

    private String inDatabase(String... command) {
        OperatorCommandRun run = OperatorCommandRun.with(command, "--store", url, "--store-user", TestPostgres.USER);
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }

    private String migrate(int status) {
        OperatorCommandRun run = OperatorCommandRun.with(
                new String[] {"migrate"},
                "--from",
                dir.resolve("data").toString(),
                "--to",
                url,
                "--store-user",
                TestPostgres.USER);
        assertThat(run.status()).as(run.output()).isEqualTo(status);
        return run.output();
    }
}
