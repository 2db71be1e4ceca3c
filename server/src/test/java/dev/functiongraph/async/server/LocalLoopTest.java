package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.local.AttemptReport;
import dev.functiongraph.async.server.local.ReportingRuntime;
import dev.functiongraph.async.server.local.Workplace;
import dev.functiongraph.async.server.runtime.JavaSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an empty directory to a function that has run: {@code init}, {@code run}, {@code invoke}. */
class LocalLoopTest {
    @TempDir
    Path dir;

    private final List<String> terminal = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"python", "nodejs", "java"})
    void whatInitWritesRunsAsItIs(String runtime) throws Exception {
        assertThat(init("--runtime", runtime)).isEqualTo(0);
        try (FunctionGraphServer server = run()) {
            String event = dir.resolve("event.json").toString();
            OperatorCommandRun invoked = invoke(server, "hello", "--event", event, "--wait");

            assertThat(invoked.output()).containsPattern("status      SUCCESS\nresult      \\{\"greeting\": ?\"Hello");
            assertThat(invoked.output()).containsPattern("\n  \\| .*called with .*world");
            assertThat(invoked.status()).isEqualTo(0);
            awaitTerminal(text -> assertThat(text)
                    .containsPattern("12:00:00  \\S+  hello  attempt 1  SUCCESS  \\d+ ms\n"
                            + "  \\| .*called with .*world.*\n  = \\{\"greet"));
        }
    }

    @Test
    void whatRunSaysToTypeFindsTheFunctionsFile() throws Exception {
        assertThat(init("--runtime", "java")).isEqualTo(0);
        try (FunctionGraphServer server = run()) {
            Path functions = Workplace.at(dir).functions();

            assertThat(LocalBanner.of(server.uri(), server.catalog(), functions, dir))
                    .contains("invoke hello --base-url " + server.uri() + " --functions " + functions + " --data '");
            assertThat(LocalBanner.of(server.uri(), server.catalog(), Path.of("functions.yaml"), dir))
                    .doesNotContain("--functions");
        }
    }

    @Test
    void initOverwritesNothing() throws Exception {
        Files.writeString(dir.resolve("event.json"), "mine");

        assertThat(OperatorCommandRun.with(new String[] {"init", dir.toString()}))
                .isEqualTo(new OperatorCommandRun(
                        2, dir.resolve("event.json") + " is there already; nothing was written\n"));
        assertThat(dir).isDirectoryContaining("glob:**event.json");
        assertThat(dir.toFile().list()).containsExactly("event.json");
    }

    @Test
    void aFunctionThatFailsIsToldWithAllThatItWroteAndNothingThatMovesTheCursor() throws Exception {
        assertThat(init("--runtime", "java")).isEqualTo(0);
        write("context.log(\"\\u001b[2Jred\\rgone\"); throw new IllegalStateException(\"no\\u0007 luck\");");
        try (FunctionGraphServer server = run()) {
            OperatorCommandRun invoked = invoke(server, "hello", "--follow");

            assertThat(invoked.status()).isEqualTo(1);
            assertThat(invoked.output())
                    .containsPattern("attempt 1   WAIT  \\d+ ms  .*no.*\n  \\| \\\\u001b")
                    .containsPattern("attempt 2   FAIL  \\d+ ms  .*no")
                    .containsPattern("status      FAIL\nerror       4201 .*no.* luck");
            awaitTerminal(text -> assertThat(text)
                    .contains("attempt 1  FAIL, is tried again  ", "attempt 2  FAIL  ")
                    .contains("  | \\u001b[2Jred\\rgone\n")
                    .doesNotContain("\u001b", "\u0007", "\r"));
        }
    }

    @Test
    void aChangeOfAJavaSourceIsRunByTheNextEventAndAMistakeInItIsTold() throws Exception {
        assertThat(init("--runtime", "java")).isEqualTo(0);
        try (FunctionGraphServer server = run()) {
            assertThat(invoke(server, "hello", "--wait").status()).isEqualTo(0);

            write("return \"\\\"changed\\\"\";");
            assertThat(invoke(server, "hello", "--wait").output()).contains("result      \"changed\"\n");

            write("return 1");
            assertThat(invoke(server, "hello", "--wait").output()).contains("error       4201", "Hello.java:", "';'");
        }
    }

    @Test
    void aMistakeInAJavaSourceIsToldWithoutTheServersOwnClasses() throws Exception {
        assertThat(init("--runtime", "java")).isEqualTo(0);
        try (FunctionGraphServer server = run();
                LogLines log = new LogLines()) {
            write("return 1");
            assertThat(invoke(server, "hello", "--wait").output())
                    .containsPattern("error       4201 Hello.java:\\d+: ';' expected\n")
                    .doesNotContain("IllegalArgumentException", "\tat ");
            awaitTerminal(text ->
                    assertThat(text).contains("';' expected").doesNotContain("IllegalArgumentException", "\tat "));
            assertThat(log.with("JavaCompilation")).isEmpty();
        }
    }

    @Test
    void anEventThatCannotBeRunIsToldWithTheReasonWhereTheWaitEnds() throws Exception {
        assertThat(init("--runtime", "python")).isEqualTo(0);
        try (FunctionGraphServer server = run(Map.of("retry-base", "5m"))) {
            Files.move(dir.resolve("hello"), dir.resolve("gone"));
            OperatorCommandRun invoked = invoke(server, "hello", "--wait", "--timeout", "4s");

            assertThat(invoked.status()).isEqualTo(1);
            assertThat(invoked.output())
                    .containsPattern(
                            "status      WAIT after 4s; it goes on\nattempt \\d+   its code \\S+ does not exist\n");
        }
    }

    @Test
    void aNameMayHaveAVersionAndAUrnNeedsNoFile() throws Exception {
        assertThat(init("--runtime", "java")).isEqualTo(0);
        try (FunctionGraphServer server = run()) {
            for (String name : List.of(
                    "hello:latest",
                    "default:hello",
                    "urn:fss:local:7aad83af3e8d42e99ac194e8419e2c9b:function:default:hello")) {
                assertThat(invoke(server, name, "--wait").status()).as(name).isEqualTo(0);
            }
        }
    }

    @Test
    void aServerThatRequiresCredentialsIsSentTheTokenOfAFile() throws Exception {
        assertThat(init("--runtime", "java")).isEqualTo(0);
        TestCredentials credentials = new TestCredentials(dir);
        String token = credentials.token().text();
        Path file = Files.writeString(dir.resolve("token"), token + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (FunctionGraphServer server =
                run(Map.of("credentials-file", credentials.file().toString()))) {
            OperatorCommandRun invoked = invoke(server, "hello", "--wait", "--token-file", file.toString());
            assertThat(invoked.output()).contains("status      SUCCESS").doesNotContain(token);

            assertThat(invoke(server, "hello"))
                    .isEqualTo(new OperatorCommandRun(
                            2,
                            "the event was refused: valid credentials are required; --token-file names a file with the"
                                    + " token to send\n"));
            Files.writeString(file, "another\n");
            assertThat(invoke(server, "hello", "--token-file", file.toString()))
                    .isEqualTo(new OperatorCommandRun(
                            2, "the event was refused: the token is not valid (unknown, expired or revoked)\n"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(invoke(server, "hello", "--token-file", file.toString()))
                    .isEqualTo(new OperatorCommandRun(
                            2,
                            "--token-file: " + file + " cannot be used: others can read or change it; 'chmod 600 "
                                    + file + "'\n"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            helo | there is no function 'helo' in DIR/functions.yaml; did you mean hello?
            hello --data {"a":} | --data is not JSON: line 1, column 6
            hello --data {} --event DIR/none.json | --event and --data: only one of them can be the event
            hello --event DIR/none.json | the event's file DIR/none.json does not exist
            hello --base-url http://127.0.0.1:9 | no connection to http://127.0.0.1:9: .*; start a server with: .* run
            hello --base-url nonsense | --base-url: 'nonsense' is not an address such as http://127.0.0.1:8080
            hello --timeout long | --timeout: 'long' is not a duration such as 500ms, 30s, 5m, 1h, 7d
            """)
    void aMistakeIsToldInOneSentence(String arguments, String sentence) throws Exception {
        assertThat(init("--runtime", "java")).isEqualTo(0);
        String[] command = ("invoke --functions DIR/functions.yaml " + arguments)
                .replace("DIR", dir.toString())
                .split(" ");

        OperatorCommandRun invoked = OperatorCommandRun.with(command);

        assertThat(invoked.status()).isEqualTo(2);
        assertThat(invoked.output().lines().findFirst().orElse(""))
                .matches(sentence.replace("DIR", dir.toString()).replace("?", "\\?"));
    }

    @Test
    void whereNothingIsToRunTheCommandThatMakesItIsTold() {
        Path absent = dir.resolve("absent");

        OperatorCommandRun run = OperatorCommandRun.with(new String[] {"run", absent.toString()});

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output())
                .startsWith("there is no " + absent.resolve("functions.yaml") + "; make one with: ")
                .endsWith(" init " + absent + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.yaml", "absent.yml"})
    void aFunctionsFileThatIsNotThereIsNotTakenForADirectory(String name) {
        Path absent = dir.resolve(name);

        assertThat(OperatorCommandRun.with(new String[] {"run", absent.toString()})
                        .output())
                .startsWith("there is no " + absent + "; ");
    }

    private int init(String... options) {
        return OperatorCommandRun.with(new String[] {"init", dir.toString()}, options)
                .status();
    }

    /** The handler with another body. */
    private void write(String body) throws Exception {
        Path source = dir.resolve("Hello.java");
        String head = Files.readString(source).replaceAll("(?s)(FunctionContext context\\) \\{\n).*", "$1");
        Files.writeString(source, head + body + "}}\n");
    }

    private FunctionGraphServer run() throws Exception {
        return run(Map.of());
    }

    private FunctionGraphServer run(Map<String, String> more) throws Exception {
        Workplace workplace = Workplace.at(dir);
        Map<String, String> settings = new HashMap<>(Map.of(
                "port",
                "0",
                "functions",
                workplace.functions().toString(),
                "data-dir",
                workplace.dataDir().toString(),
                "retry-base",
                "1ms"));
        settings.putAll(more);
        AttemptReport report = new AttemptReport(terminal::add, () -> LocalTime.NOON);
        return FunctionGraphServer.start(
                ConfigReader.read(settings, Map.of(), Optional.empty()),
                new JavaSources(workplace.directory()),
                runtime -> new ReportingRuntime(runtime, report));
    }

    /** What the server prints of an attempt may come after its end can be seen. */
    private void awaitTerminal(Consumer<String> assertion) {
        await().untilAsserted(() -> assertion.accept(String.join("", terminal)));
    }

    private OperatorCommandRun invoke(FunctionGraphServer server, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "invoke";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return OperatorCommandRun.with(
                command,
                "--base-url",
                server.uri().toString(),
                "--functions",
                dir.resolve("functions.yaml").toString());
    }
}
