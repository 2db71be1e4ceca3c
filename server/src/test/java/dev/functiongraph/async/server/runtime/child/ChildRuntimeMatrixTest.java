package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.child.ChildFunction.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a function can do, in each language: the outcome, the log, and that no process is left. */
@Execution(ExecutionMode.CONCURRENT)
class ChildRuntimeMatrixTest {
    private static final String PYTHON = "import os, signal, subprocess, sys, time\ndef handler(event, context):\n    ";

    @TempDir
    static Path dir;

    private static ChildRuntime runtime;

    @BeforeAll
    static void open() throws IOException {
        runtime = ChildRuntime.open(new ChildSettings(
                dir.resolve("data/functions"), Duration.ofMinutes(5), Optional.empty(), Duration.ofMillis(300)));
    }

    @AfterAll
    static void nothingIsLeft() {
        runtime.close();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Processes.of(dir)).isEmpty());
        assertThat(dir.resolve("data/functions")).isEmptyDirectory();
    }

    private static ChildFunction function(Language language, String python, String node, String bash) {
        return switch (language) {
            case PYTHON -> ChildFunction.python(dir, PYTHON + python.strip().replace("\n", "\n    ") + "\n");
            case NODEJS -> ChildFunction.node(dir, "exports.handler = async (event, context) => {" + node + "};\n");
            case CUSTOM -> ChildFunction.bash(dir, "handler() {\n" + bash + "\n}");
        };
    }

    private static Run awaitOutput(Run run) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !run.log().isEmpty());
        return run;
    }

    @ParameterizedTest
    @EnumSource
    void itsResultIsRecorded(Language language) throws Exception {
        Run run = function(
                        language,
                        "print('working'); return event['k']",
                        "console.log('working'); return event.k",
                        "echo working >&2; printf v")
                .run(runtime);

        assertThat(run.result()).isEqualTo("v");
        assertThat(run.log().text()).isEqualTo("working\n");
    }

    @ParameterizedTest
    @EnumSource
    void noResultIsAnEmptyOne(Language language) throws Exception {
        assertThat(function(language, "pass", "", ":").run(runtime).result()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anythingElseThanTextIsAResultAsJson(Language language) throws Exception {
        Run run = function(
                        language,
                        "return {'a': [1, 2.5, True, None, 'ü']}",
                        "return {a: [1, 2.5, true, null, 'ü']}",
                        "printf '{\"a\": [1, 2.5, true, null, \"ü\"]}'")
                .run(runtime);

        assertThat(run.result().replace(" ", "")).isEqualTo("{\"a\":[1,2.5,true,null,\"ü\"]}");
    }

    @ParameterizedTest
    @EnumSource
    void whatItThrowsIsItsFailure(Language language) throws Exception {
        Run run = function(
                        language,
                        "raise ValueError('no luck')",
                        "throw new RangeError('no luck')",
                        "printf '{\"errorType\":\"Oops\",\"errorMessage\":\"no luck\",\"stackTrace\":[\"line 1\"]}'"
                                + "; return 1")
                .run(runtime);

        assertThat(run.failure())
                .isEqualTo(
                        switch (language) {
                            case PYTHON -> "ValueError: no luck";
                            case NODEJS -> "RangeError: no luck";
                            case CUSTOM -> "Oops: no luck";
                        });
        assertThat(run.log().text())
                .contains(
                        switch (language) {
                            case PYTHON -> "index.py\", line 3, in handler";
                            case NODEJS -> "index.js:1:";
                            case CUSTOM -> "line 1";
                        });
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatExitsFailsItsEventAlone(Language language) throws Exception {
        ChildFunction function = function(
                language,
                "if event['k'] == 'v': print('bye'); sys.exit(3)\nreturn 'fine'",
                "if (event.k == 'v') { console.log('bye'); process.exit(3) } return 'fine'",
                "if [[ $1 == *'\"v\"'* ]]; then echo bye >&2; kill -9 $$; sleep 9; fi; printf fine");

        assertThat(function.run(runtime).failure())
                .isEqualTo(
                        language == Language.CUSTOM
                                ? "its process was ended by signal SIGKILL; its last output: bye"
                                : "its process ended with exit status 3; its last output: bye");
        assertThat(function.run(runtime, "{}".replace("}", "\"k\":\"w\"}")).result())
                .isEqualTo("fine");
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatIsKilledFromOutsideFailsItsEventAlone(Language language) throws Exception {
        ChildFunction function = function(
                language,
                "print('on'); time.sleep(60)",
                "console.log('on'); await new Promise(resolve => setTimeout(resolve, 60000))",
                "echo on >&2; sleep 60");
        Run killed = awaitOutput(function.run(runtime));
        Processes.signal("KILL", Processes.childrenOf(function).get(0));

        assertThat(killed.failure()).isEqualTo("its process was ended by signal SIGKILL; its last output: on");
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessLoopTimesOutAndIsEnded(Language language) throws Exception {
        ChildFunction function = function(
                        language,
                        "print('looping')\nwhile True: pass",
                        "console.log('looping'); for (;;);",
                        "echo looping >&2; while :; do :; done")
                .with(Duration.ofSeconds(1), 1);
        Run run = function.run(runtime);

        assertThat(run.get())
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_TIMED_OUT, "timed out after 1000 ms"));
        assertThat(run.log().text()).isEqualTo("looping\n");
        await().until(() -> Processes.childrenOf(function).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aProcessWhoseAttemptIsStoppedIsEndedEvenIfItDoesNotWantTo(Language language) throws Exception {
        ChildFunction function = function(
                language,
                "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('on')\ntime.sleep(60)",
                "process.on('SIGTERM', () => {}); console.log('on');"
                        + " await new Promise(resolve => setTimeout(resolve, 60000))",
                "trap '' TERM; echo on >&2; sleep 60");
        Run run = awaitOutput(function.run(runtime));
        run.outcome().cancel(true);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> Processes.childrenOf(function).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void moreMemoryThanItHasIsToldAsWhatItIs(Language language) throws Exception {
        ChildFunction function = function(
                language,
                "return len('x' * (1 << 30))",
                "const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5))",
                "dd if=/dev/zero bs=1G count=1 of=/dev/null");

        Run run = function.run(runtime);
        if (language == Language.CUSTOM) {
            assertThat(run.failure()).isEqualTo("the function failed without a message");
            assertThat(run.log().text()).contains("memory exhausted");
        } else {
            assertThat(run.failure()).startsWith("exceeded its memory of 256 MiB");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResultThatIsTooLargeIsRecordedAsEmpty(Language language) throws Exception {
        Run run = function(
                        language,
                        "return 'x' * 300 * 1024",
                        "return 'x'.repeat(300 * 1024)",
                        "head -c 307200 /dev/zero | tr '\\0' x")
                .run(runtime);

        assertThat(run.result()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofMuchOutputTheEndIsKept(Language language) throws Exception {
        Run run = function(
                        language,
                        "for i in range(160 * 1024): print('x' * 63)\nprint('the end')",
                        "for (let i = 0; i < 160 * 1024; i++) process.stdout.write('x'.repeat(63) + '\\n');"
                                + "console.log('the end')",
                        "yes $(printf 'x%.0s' {1..63}) | head -163840 >&2; echo the end >&2")
                .run(runtime);

        assertThat(run.result()).isEmpty();
        assertThat(run.log().text())
                .startsWith("[" + (10 * 1024 * 1024 + 8 - 65_480) + " bytes before this were cut]\nxxxxxxx")
                .endsWith("xxx\nthe end\n")
                .hasSizeLessThan(FunctionLog.MAX_BYTES + 100);
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatItLeavesBehindDelaysNothingAndEndsWithIt(Language language) throws Exception {
        ChildFunction function = function(
                language,
                "subprocess.Popen(['setsid', 'sleep', '600'])\nreturn 'done'",
                "require('child_process').spawn('setsid', ['sleep', '600'], {stdio: 'inherit'}).unref(); return 'done'",
                "setsid sleep 600 >&2 & printf done");

        assertThat(function.run(runtime).result()).isEqualTo("done");
        assertThat(Processes.childrenOf(function)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theLargestEventArrivesToTheLastByte(Language language) throws Exception {
        String event = "{\"k\":\"" + "ü".repeat((262_144 - 8) / 2) + "\"}";
        Run run = function(
                        language, "return str(len(event['k']))", "return `${event.k.length}`", "LC_ALL=C; printf ${#1}")
                .run(runtime, event);

        assertThat(run.result()).isEqualTo(language == Language.CUSTOM ? "262144" : "131068");
    }

    @ParameterizedTest
    @EnumSource
    void textInAnyLanguageStaysAsItIs(Language language) throws Exception {
        String text = "Grüße 你好 😀";
        Run run = function(
                        language,
                        "print(event['k']); return event['k']",
                        "console.log(event.k); return event.k",
                        "v=${1#*:\\\"}; v=${v%%\\\"*}; echo \"$v\" >&2; printf %s \"$v\"")
                .run(runtime, "{\"k\":\"" + text + "\"}");

        assertThat(run.result()).isEqualTo(text);
        assertThat(run.log().text()).isEqualTo(text + "\n");
    }

    @Test
    void aSyntaxErrorIsTheFunctionsFailure() throws Exception {
        Run python = ChildFunction.python(dir, "def handler(event, context:\n").run(runtime);
        assertThat(python.failure()).startsWith("SyntaxError: ").contains("(index.py, line 1)");
        Run node = ChildFunction.node(dir, "exports.handler = (\n").run(runtime);
        assertThat(node.failure()).startsWith("SyntaxError: ");
        assertThat(node.log().text()).contains("index.js:2");
        // Of a custom runtime nobody knows why it ends.
        ChildFunction bash = ChildFunction.of(Language.CUSTOM, dir, Map.of("bootstrap", "#!/bin/bash\nif then\n"));
        assertThat(bash.run(runtime).unavailable())
                .startsWith("its process ended with exit status 2 before it asked for an event; its last output: ")
                .contains("syntax error near unexpected token");
    }

    @Test
    void aMissingHandlerIsTheFunctionsFailure() throws Exception {
        assertThat(ChildFunction.python(dir, "x = 1\n").run(runtime).failure())
                .isEqualTo("ImportError: the module 'index' has no function 'handler'");
        assertThat(ChildFunction.node(dir, "exports.x = 1\n").run(runtime).failure())
                .isEqualTo("Error: the file 'index.js' has no function 'handler'");
        assertThat(ChildFunction.of(Language.PYTHON, dir, Map.of("x.py", ""))
                        .run(runtime)
                        .failure())
                .isEqualTo("ImportError: there is no module 'index' for the handler 'index.handler'");
        assertThat(ChildFunction.of(Language.CUSTOM, dir, Map.of("x", ""))
                        .run(runtime)
                        .failure())
                .isEqualTo("its code has no file 'bootstrap'");
    }

    @Test
    void aBootstrapThatIsNotExecutableIsTheFunctionsFailure() throws Exception {
        ChildFunction function = ChildFunction.bash(dir, "handler() { :; }");
        Files.setPosixFilePermissions(
                function.code().resolve("bootstrap"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(function.run(runtime).failure()).isEqualTo("its 'bootstrap' is not executable");
    }

    @Test
    void aBootstrapWhoseInterpreterIsMissingIsTheFunctionsFailure() throws Exception {
        ChildFunction function = ChildFunction.of(Language.CUSTOM, dir, Map.of("bootstrap", "#!/no/such/shell\n"));

        assertThat(function.run(runtime).failure())
                .startsWith("its process ended with exit status 127; its last output: ");
    }

    @Test
    void anInterpreterThatIsMissingIsToldBeforeAnythingIsAccepted() {
        Child child = ChildFunction.python(dir, "").child();
        Child other = new Child(
                child.language(),
                child.code(),
                child.handler(),
                child.initializer(),
                Map.of(),
                Map.of(),
                child.memory(),
                java.util.List.of("python4"),
                0);

        assertThat(ChildProblems.of(other, new ChildSettings(dir, Duration.ZERO, Optional.empty(), Duration.ZERO)))
                .contains("there is no program 'python4' on the PATH; install it, or name another with command: [...]");
    }
}
