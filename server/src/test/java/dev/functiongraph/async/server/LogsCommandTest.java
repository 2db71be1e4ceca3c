package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.runtime.EchoFunction;
import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions write, as the commands show it. */
class LogsCommandTest {
    private static final String RETRIED = "async: {max_async_retry_attempts: 1}";

    @TempDir
    Path dir;

    /** Fails at first, and tries to clear the screen of whoever looks at its log. */
    public static final class Talking implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            context.log("attempt " + context.attempt() + "\nGrüße \u001b[2J\u009b2J\u202e");
            if (context.attempt() == 1) {
                throw new IllegalStateException("no luck\u001b[2J");
            }
            return "\u001b[2Jdone";
        }
    }

    @Test
    void theLogOfEachAttemptIsShownAndCannotControlTheTerminal() throws Exception {
        try (TestServer server = talking()) {
            String id = ended(server, "talking", "{\"k\":\"v\"}", "SUCCESS");

            String logs = run(0, "logs", id);
            assertThat(logs)
                    .containsPattern("== attempt 1  \\S+  \\S+  WAIT  .*no luck \\[2J\\R"
                            + "attempt 1\\RGrüße \\\\u001b\\[2J\\\\u009b2J\\\\u202e\\R"
                            + "IllegalStateException: no luck \\[2J\\R\\s+at .*Talking.handle.*\\R"
                            + "== attempt 2  \\S+  \\S+  SUCCESS\\Rattempt 2\\R");
            String shown = run(0, "show", id);
            assertThat(shown)
                    .contains("event       9 bytes\n  {\"k\":\"v\"}\n")
                    .contains("result      8 bytes\n  \\u001b[2Jdone\n");
            assertThat(logs + shown + run(0, "list")).doesNotContain("\u001b", "\u009b", "\u202e");
        }
    }

    @Test
    void theDemoFunctionAndAFailingContainerHaveLogsToo() throws Exception {
        byte[] page = "Traceback\n  line 1".getBytes(StandardCharsets.UTF_8);
        try (AnsweringContainer container = new AnsweringContainer(500, page);
                TestServer server = TestServer.start(
                        dir, TestFunctions.entry("demo", EchoFunction.class) + container.entry("failing"))) {
            assertThat(run(0, "logs", ended(server, "demo", "{\"k\":\"v\"}", "SUCCESS")))
                    .contains("SUCCESS\n{\"k\":\"v\"}\n");
            assertThat(run(0, "logs", ended(server, "failing", "{}", "FAIL")))
                    .contains("FAIL  the container answered 500")
                    .contains("Traceback\n  line 1\n");
        }
    }

    @Test
    void aResultThatIsNoTextIsShownInBase64AndALargeOneInPart() throws Exception {
        byte[] large = new byte[10_000];
        large[0] = (byte) 0xff;
        try (AnsweringContainer container = new AnsweringContainer(200, large);
                TestServer server = TestServer.start(dir, container.entry("binary"))) {
            String shown = run(0, "show", ended(server, "binary", "{}", "SUCCESS"));
            assertThat(shown)
                    .contains("result      10000 bytes\n  not text; in Base64: /wAAAAAA")
                    .contains("  ... 5904 bytes more\n");
        }
    }

    @Test
    void theNewestLogsOfAFunctionAreShown() throws Exception {
        try (TestServer server = talking()) {
            String first = ended(server, "talking", "{}", "SUCCESS");
            String last = ended(server, "talking", "{}", "SUCCESS");

            String urn = TestFunctions.urn("talking");
            assertThat(headers(run(0, "logs", "--function", urn)))
                    .containsExactly(
                            first + "  attempt 1", first + "  attempt 2", last + "  attempt 1", last + "  attempt 2");
            assertThat(headers(run(0, "logs", "--function", urn, "--limit", "1")))
                    .containsExactly(last + "  attempt 2");
            assertThat(run(0, "logs", "--function", TestFunctions.urn("other"))).isEmpty();
        }
    }

    @Test
    void logsAreFollowedEachOnceUntilNobodyReads() throws Exception {
        try (TestServer server = talking()) {
            String before = ended(server, "talking", "{}", "SUCCESS");
            StringWriter read = new StringWriter();
            PrintWriter out = new PrintWriter(read);
            CompletableFuture<Integer> command = CompletableFuture.supplyAsync(() -> Main.commandLine()
                    .setOut(out)
                    .execute(
                            "logs",
                            "--function",
                            TestFunctions.urn("talking"),
                            "--follow",
                            "--limit",
                            "1",
                            "--data-dir",
                            dir.resolve("data").toString()));
            await().until(() -> headers(read.toString()).size() == 1);

            String second = ended(server, "talking", "{}", "SUCCESS");
            await().until(() -> headers(read.toString()).size() == 3);
            String third = ended(server, "talking", "{}", "SUCCESS");
            await().until(() -> headers(read.toString()).size() == 5);
            out.close();
            command.join();

            assertThat(headers(read.toString()))
                    .containsExactly(
                            before + "  attempt 2",
                            second + "  attempt 1",
                            second + "  attempt 2",
                            third + "  attempt 1",
                            third + "  attempt 2");
        }
    }

    @Test
    void whatIsNotThereOrMakesNoSenseIsTold() throws Exception {
        talking().close();
        String unknown = "a3fa4da7-683b-4c47-a697-dea539337652";
        assertThat(run(1, "logs", unknown)).contains("there is no invocation " + unknown);
        assertThat(run(2, "logs")).contains("Give either a REQUEST_ID or --function URN.");
        assertThat(run(2, "logs", unknown, "--function", TestFunctions.urn("fn")))
                .contains("Give either a REQUEST_ID or --function URN.");
        assertThat(run(2, "logs", unknown, "--follow")).contains("--follow needs --function URN.");
        assertThat(run(2, "logs", "--function", TestFunctions.urn("fn"), "--limit", "0"))
                .contains("--limit must be 1 or more.");
    }

    private TestServer talking() throws Exception {
        return TestServer.start(dir, TestFunctions.entry("talking", Talking.class, RETRIED), "retry-base", "1ms");
    }

    private String ended(TestServer server, String function, String event, String status) throws Exception {
        String id = server.invoke(function, event)
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
        await().until(() -> run(0, "show", id).contains("status      " + status));
        return id;
    }

    private static List<String> headers(String output) {
        return output.lines()
                .filter(line -> line.startsWith("== "))
                .map(line -> Stream.of(line.split("  ")).limit(2).reduce((id, attempt) -> id + "  " + attempt))
                .map(header -> header.orElseThrow().substring(3))
                .toList();
    }

    private String run(int status, String... command) {
        OperatorCommandRun run = OperatorCommandRun.in(dir, command);
        assertThat(run.status()).as(run.output()).isEqualTo(status);
        return run.output();
    }
}
