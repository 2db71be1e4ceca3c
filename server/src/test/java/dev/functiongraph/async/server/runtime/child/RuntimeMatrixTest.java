package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.ConnectedOnce;
import dev.functiongraph.async.server.runtime.child.FunctionCode.Function;
import dev.functiongraph.async.server.runtime.child.FunctionCode.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What a function can do, on each runtime: its outcome, its log, and that in the end no process is left. Where a
 * runtime is left out of a row, the row says why.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(ConnectedOnce.class)
class RuntimeMatrixTest {
    /** Long enough for a program to start and to print a line on a busy machine. */
    private static final Duration TIME_OUT = Duration.ofSeconds(3);

    @RegisterExtension
    static final FunctionsExtension FUNCTIONS = new FunctionsExtension();

    private static FunctionCode code() {
        return new FunctionCode(FUNCTIONS);
    }

    private static FunctionRun awaitOutput(FunctionRun run) {
        await().until(() -> !run.log().isEmpty());
        return run;
    }

    private static boolean isProcess(Kind kind) {
        return kind != Kind.JAVA && kind != Kind.CONTAINER;
    }

    @ParameterizedTest
    @EnumSource
    void itsResultIsRecorded(Kind kind) throws Exception {
        FunctionRun run = code().python("print('working'); return event['k']")
                .node("console.log('working'); return event.k")
                .bash("echo working >&2; printf v")
                .java((event, context) -> {
                    context.log("working");
                    return "v";
                })
                .container(wire -> wire.answer(200, "v"))
                .on(kind)
                .run();

        assertThat(run.result()).isEqualTo("v");
        assertThat(run.log().text()).isEqualTo(kind == Kind.CONTAINER ? "" : "working\n");
    }

    @ParameterizedTest
    @EnumSource
    void noResultIsAnEmptyOne(Kind kind) throws Exception {
        Function function = code().python("pass")
                .node("")
                .bash(":")
                .java((event, context) -> null)
                .container(wire -> wire.answer(200, ""))
                .on(kind);

        assertThat(function.run().result()).isEmpty();
    }

    private static FunctionCode echo() {
        return code().python("return event")
                .node("return event")
                .bash("printf %s \"$1\"")
                .java((event, context) -> event)
                .container(wire -> wire.answer(200, new String(wire.body(), StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @EnumSource
    void jsonOfEachKindIsAResult(Kind kind) throws Exception {
        Function function = echo().on(kind);

        for (String json : List.of("{\"a\":[1,2.5,true,null,\"ü\"]}", "{}", "[]", "0", "-1.5", "true", "false")) {
            assertThat(function.run(json).result().replace(" ", "")).isEqualTo(json);
        }
    }

    /** Python and Node.js have values for both; the others have bytes. */
    @ParameterizedTest
    @EnumSource(names = {"PYTHON", "NODEJS"})
    void textIsRecordedAsItIsAndNullIsNothing(Kind kind) throws Exception {
        Function function = echo().on(kind);

        assertThat(function.run("\"ü\"").result()).isEqualTo("ü");
        assertThat(function.run("\"\"").result()).isEmpty();
        assertThat(function.run("null").result()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatItThrowsIsItsFailure(Kind kind) throws Exception {
        FunctionRun run = code().python("raise ValueError('no luck')")
                .node("throw new RangeError('no luck')")
                .bash("printf '{\"errorType\":\"Oops\",\"errorMessage\":\"no luck\","
                        + "\"stackTrace\":[\"line 1\"]}'; return 1")
                .java((event, context) -> {
                    throw new IllegalStateException("no luck");
                })
                .container(wire -> wire.answer(500, "no luck"))
                .on(kind)
                .run();

        assertThat(run.failure())
                .isEqualTo(
                        switch (kind) {
                            case PYTHON -> "ValueError: no luck";
                            case NODEJS -> "RangeError: no luck";
                            case CUSTOM -> "Oops: no luck";
                            case JAVA -> "IllegalStateException: no luck";
                            case CONTAINER -> "the container answered 500: no luck";
                        });
        assertThat(run.log().text())
                .contains(
                        switch (kind) {
                            case PYTHON -> "index.py\", line 3, in handler";
                            case NODEJS -> "index.js:1:";
                            case CUSTOM -> "line 1";
                            case JAVA -> "\tat " + RuntimeMatrixTest.class.getName();
                            case CONTAINER -> "no luck\n";
                        });
    }

    /** Not of Java: a handler that calls {@code System.exit} ends the server, which {@code ProcessIT} shows. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JAVA")
    void aProgramThatExitsFailsItsEventAlone(Kind kind) throws Exception {
        Function function = code().python("if event['k'] == 'v': print('bye'); sys.exit(3)\nreturn 'fine'")
                .node("if (event.k == 'v') { console.log('bye'); process.exit(3) } return 'fine'")
                .bash("if [[ $1 == *'\"v\"'* ]]; then echo bye >&2; kill -9 $$; sleep 9; fi; printf fine")
                .container(wire -> {
                    if (new String(wire.body(), StandardCharsets.UTF_8).contains("v")) {
                        throw new IOException("bye");
                    }
                    wire.answer(200, "fine");
                })
                .on(kind);

        if (kind == Kind.CONTAINER) {
            // It may have been dead before.
            FunctionRun first = function.run();
            assertThat(first.unavailable()).endsWith(" closed the connection without an answer to /invoke");
            assertThat(function.runAgain(first).failure())
                    .endsWith(" closed the connection without an answer to /invoke");
        } else {
            assertThat(function.run().failure())
                    .isEqualTo(
                            kind == Kind.CUSTOM
                                    ? "its process was ended by signal SIGKILL; its last output: bye"
                                    : "its process ended with exit status 3; its last output: bye");
        }
        assertThat(function.run("{\"k\":\"w\"}").result()).isEqualTo("fine");
    }

    @Test
    void aConnectionThatWasDeadIsNotTheFunctionsFailureThoughTheEventWasRefusedBefore() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        Function function = code().container(wire -> {
                    if (requests.incrementAndGet() > 1) {
                        throw new IOException("closed");
                    }
                    wire.answer(503, "busy");
                })
                .on(Kind.CONTAINER);

        FunctionRun first = function.run();
        assertThat(first.unavailable()).endsWith("503: busy");
        assertThat(function.runAgain(first).unavailable())
                .endsWith(" closed the connection without an answer to /invoke");
        assertThat(function.runAgain(first).failure()).endsWith(" closed the connection without an answer to /invoke");
    }

    /** Not of Java, whose process is the server's own: that is {@code CrashIT}. A container dies while it answers. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "JAVA")
    void aProgramThatIsKilledFromOutsideFailsItsEvent(Kind kind) throws Exception {
        Function function = code().python("print('on'); time.sleep(60)")
                .node("console.log('on'); await new Promise(resolve => setTimeout(resolve, 60000))")
                .bash("echo on >&2; sleep 60")
                .container(wire -> {
                    wire.send("HTTP/1.1 200 x\r\nContent-Length: 10\r\n\r\nhalf");
                    throw new IOException("killed");
                })
                .on(kind);
        FunctionRun killed = function.run();

        if (kind == Kind.CONTAINER) {
            assertThat(killed.failure())
                    .endsWith(
                            " closed the connection in the middle of its answer to /invoke: status 200, 4 of 10 bytes");
        } else {
            awaitOutput(killed);
            Processes.signal("KILL", Processes.childrenOf(function.code()).get(0));
            assertThat(killed.failure()).isEqualTo("its process was ended by signal SIGKILL; its last output: on");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndlessLoopTimesOutAndIsEnded(Kind kind) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Function function = code().python("print('looping')\nwhile True: pass")
                .node("console.log('looping'); for (;;);")
                .bash("echo looping >&2; while :; do :; done")
                .java((event, context) -> {
                    context.log("looping");
                    while (end.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return "";
                })
                .container(wire -> end.await())
                .on(kind, TIME_OUT);
        FunctionRun run = function.run();

        assertThat(run.get())
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_TIMED_OUT, "timed out after 3000 ms"));
        assertThat(run.log().text()).isEqualTo(kind == Kind.CONTAINER ? "" : "looping\n");
        if (kind == Kind.JAVA) {
            // It cannot be ended, only waited for.
            assertThat(function.run().unavailable()).isEqualTo("earlier attempts still run after their timeout");
        }
        end.countDown();
        await().until(() -> Processes.childrenOf(function.code()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void oneThatWaitsTooLongTimesOutAndIsEnded(Kind kind) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Function function = code().python("time.sleep(60)")
                .node("await new Promise(resolve => setTimeout(resolve, 60000))")
                .bash("sleep 60")
                .java((event, context) -> {
                    try {
                        Thread.sleep(60_000);
                    } finally {
                        ended.countDown();
                    }
                    return "";
                })
                .container(wire -> {
                    try {
                        wire.character();
                    } finally {
                        ended.countDown();
                    }
                })
                .on(kind, TIME_OUT);

        assertThat(function.run().get())
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_TIMED_OUT, "timed out after 3000 ms"));
        if (!isProcess(kind)) {
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
        await().until(() -> Processes.childrenOf(function.code()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCanceledIsStoppedEvenIfItDoesNotWantTo(Kind kind) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Function function = code().python("signal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('on')\ntime.sleep(60)")
                .node("process.on('SIGTERM', () => {}); console.log('on');"
                        + " await new Promise(resolve => setTimeout(resolve, 60000))")
                .bash("trap '' TERM; echo on >&2; sleep 60")
                .java((event, context) -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.countDown();
                    }
                    return "";
                })
                .container(wire -> {
                    started.countDown();
                    try {
                        wire.character();
                    } finally {
                        stopped.countDown();
                    }
                })
                .on(kind);
        FunctionRun run = function.run();
        if (isProcess(kind)) {
            awaitOutput(run);
        } else {
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        }
        run.outcome().cancel(true);

        if (!isProcess(kind)) {
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        }
        await().until(() -> Processes.childrenOf(function.code()).isEmpty());
    }

    /** Not of a container, whose memory is the matter of who runs it: ended for it, it is killed from outside. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CONTAINER")
    void moreMemoryThanItHasIsToldAsWhatItIs(Kind kind) throws Exception {
        FunctionRun run = code().python("return len('x' * (1 << 30))")
                .node("const kept = []; for (;;) kept.push(new Array(1e6).fill(1.5))")
                .bash("dd if=/dev/zero bs=1G count=1 of=/dev/null")
                .java((event, context) -> "" + new long[Integer.MAX_VALUE].length)
                .on(kind)
                .run();

        switch (kind) {
            case CUSTOM -> {
                assertThat(run.failure()).isEqualTo("the function failed without a message");
                assertThat(run.log().text()).contains("memory exhausted");
            }
            case JAVA -> assertThat(run.failure()).startsWith("OutOfMemoryError: ");
            default -> assertThat(run.failure()).startsWith("exceeded its memory of 256 MiB");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResultThatIsTooLargeIsRecordedAsEmpty(Kind kind) throws Exception {
        FunctionRun run = code().python("return 'x' * 300 * 1024")
                .node("return 'x'.repeat(300 * 1024)")
                .bash("head -c 307200 /dev/zero | tr '\\0' x")
                .java((event, context) -> "x".repeat(300 * 1024))
                .container(wire -> wire.answer(200, "x".repeat(300 * 1024)))
                .on(kind)
                .run();

        assertThat(run.result()).isEmpty();
        assertThat(run.log().text()).contains("[the result is not recorded: it has more than 262144 bytes]");
    }

    /** A container's own output stays where it runs. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CONTAINER")
    void ofMuchOutputTheEndIsKept(Kind kind) throws Exception {
        FunctionRun run = code().python("for i in range(160 * 1024): print('x' * 63)\nprint('the end')")
                .node("for (let i = 0; i < 160 * 1024; i++) process.stdout.write('x'.repeat(63) + '\\n');"
                        + "console.log('the end')")
                .bash("yes $(printf 'x%.0s' {1..63}) | head -163840 >&2; echo the end >&2")
                .java((event, context) -> {
                    for (int i = 0; i < 160 * 1024; i++) {
                        context.log("x".repeat(63));
                    }
                    context.log("the end");
                    return null;
                })
                .on(kind, Duration.ofSeconds(60))
                .run();

        assertThat(run.result()).isEmpty();
        assertThat(run.log().text())
                .startsWith("[" + (10 * 1024 * 1024 + 8 - 65_480) + " bytes before this were cut]\nxxxxxxx")
                .endsWith("xxx\nthe end\n")
                .hasSizeLessThan(FunctionLog.MAX_BYTES + 100);
    }

    @Test
    void ofALongAnswerThatIsAFailureAPartIsKept() throws Exception {
        FunctionRun run = code().container(wire -> wire.answer(500, "x".repeat(10 << 20)))
                .on(Kind.CONTAINER)
                .run();

        assertThat(run.failure()).startsWith("the container answered 500: xxx").hasSize(1_024);
        assertThat(run.log().text()).endsWith("xxx\n").hasSizeLessThan(FunctionLog.MAX_BYTES + 100);
    }

    /** Not of Java and containers, whose processes are not the server's: README says so of both. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"JAVA", "CONTAINER"})
    void aProcessThatItLeavesBehindDelaysNothingAndEndsWithIt(Kind kind) throws Exception {
        Function function = code().python("subprocess.Popen(['setsid', 'sleep', '600'])\nreturn 'done'")
                .node("require('child_process').spawn('setsid', ['sleep', '600'], {stdio: 'inherit'}).unref();"
                        + " return 'done'")
                .bash("setsid sleep 600 >&2 & printf done")
                .on(kind);

        assertThat(function.run().result()).isEqualTo("done");
        assertThat(Processes.childrenOf(function.code())).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theLargestEventArrivesToTheLastByte(Kind kind) throws Exception {
        String event = "{\"k\":\"" + "ü".repeat((262_144 - 8) / 2) + "\"}";
        FunctionRun run = code().python("return str(len(event['k']))")
                .node("return `${event.k.length}`")
                .bash("LC_ALL=C; printf ${#1}")
                .java((json, context) -> "" + json.getBytes(StandardCharsets.UTF_8).length)
                .container(wire -> wire.answer(200, "" + wire.body().length))
                .on(kind)
                .run(event);

        assertThat(run.result()).isEqualTo(kind == Kind.PYTHON || kind == Kind.NODEJS ? "131068" : "262144");
    }

    @ParameterizedTest
    @EnumSource
    void textInAnyLanguageStaysAsItIs(Kind kind) throws Exception {
        String text = "Grüße 你好 😀";
        FunctionRun run = code().python("print(event['k']); return event['k']")
                .node("console.log(event.k); return event.k")
                .bash("v=${1#*:\\\"}; v=${v%%\\\"*}; echo \"$v\" >&2; printf %s \"$v\"")
                .java((event, context) -> {
                    String value = event.split("\"")[3];
                    context.log(value);
                    return value;
                })
                .container(wire -> {
                    String value = new String(wire.body(), StandardCharsets.ISO_8859_1).split("\"")[3];
                    wire.answer(500, value);
                })
                .on(kind)
                .run("{\"k\":\"" + text + "\"}");

        if (kind == Kind.CONTAINER) {
            assertThat(run.failure()).isEqualTo("the container answered 500: " + text);
        } else {
            assertThat(run.result()).isEqualTo(text);
        }
        assertThat(run.log().text()).isEqualTo(text + "\n");
    }

    /** Java and containers have their code elsewhere: what cannot be compiled is not there. */
    @Test
    void aSyntaxErrorIsTheFunctionsFailure() throws Exception {
        FunctionRun python = ChildFunction.python(FUNCTIONS.dir(), "def handler(event, context:\n")
                .run(FUNCTIONS.runtime());
        assertThat(python.failure()).startsWith("SyntaxError: ").contains("(index.py, line 1)");
        FunctionRun node =
                ChildFunction.node(FUNCTIONS.dir(), "exports.handler = (\n").run(FUNCTIONS.runtime());
        assertThat(node.failure()).startsWith("SyntaxError: ");
        assertThat(node.log().text()).contains("index.js:2");
        // Of a custom runtime nobody knows why it ends.
        ChildFunction bash =
                ChildFunction.of(Language.CUSTOM, FUNCTIONS.dir(), Map.of("bootstrap", "#!/bin/bash\nif then\n"));
        assertThat(bash.run(FUNCTIONS.runtime()).unavailable())
                .startsWith("its process ended with exit status 2 before it asked for an event; its last output: ")
                .contains("syntax error near unexpected token");
    }

    @Test
    void aMissingHandlerIsTheFunctionsFailure() throws Exception {
        assertThat(ChildFunction.python(FUNCTIONS.dir(), "x = 1\n")
                        .run(FUNCTIONS.runtime())
                        .failure())
                .isEqualTo("ImportError: the module 'index' has no function 'handler'");
        assertThat(ChildFunction.node(FUNCTIONS.dir(), "exports.x = 1\n")
                        .run(FUNCTIONS.runtime())
                        .failure())
                .isEqualTo("Error: the file 'index.js' has no function 'handler'");
        assertThat(ChildFunction.of(Language.PYTHON, FUNCTIONS.dir(), Map.of("x.py", ""))
                        .run(FUNCTIONS.runtime())
                        .failure())
                .isEqualTo("ImportError: there is no module 'index' for the handler 'index.handler'");
        assertThat(ChildFunction.of(Language.CUSTOM, FUNCTIONS.dir(), Map.of("x", ""))
                        .run(FUNCTIONS.runtime())
                        .failure())
                .isEqualTo("its code has no file 'bootstrap'");
        assertThat(code().container(wire -> wire.answer(404, "no such path"))
                        .on(Kind.CONTAINER)
                        .run()
                        .failure())
                .isEqualTo("the container answered 404: no such path");
    }

    @Test
    void aMissingJavaHandlerIsToldBeforeAnythingIsAccepted() {
        assertThat(FUNCTIONS.runtime().problem(new RuntimeDefinition.Java("some.Handler")))
                .contains("class not found: some.Handler (is its jar on the class path?)");
    }

    @Test
    void aBootstrapThatIsNotExecutableIsTheFunctionsFailure() throws Exception {
        ChildFunction function = ChildFunction.bash(FUNCTIONS.dir(), "handler() { :; }");
        Files.setPosixFilePermissions(
                function.code().resolve("bootstrap"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(function.run(FUNCTIONS.runtime()).failure()).isEqualTo("its 'bootstrap' is not executable");
    }

    @ParameterizedTest
    @CsvSource({"/no/such/shell, /no/such/shell", "' /bin/sh\r', /bin/sh\\r"})
    void aBootstrapWhoseInterpreterIsMissingIsTheFunctionsFailure(String line, String shown) throws Exception {
        ChildFunction function =
                ChildFunction.of(Language.CUSTOM, FUNCTIONS.dir(), Map.of("bootstrap", "#!" + line + "\n"));

        assertThat(function.run(FUNCTIONS.runtime()).failure())
                .isEqualTo("its 'bootstrap' begins with '#!" + shown + "', which does not exist");
    }

    @Test
    void anInterpreterThatIsMissingIsToldBeforeAnythingIsAccepted() {
        Child child = ChildFunction.python(FUNCTIONS.dir(), "").child();
        Child other = new Child(
                child.language(),
                child.code(),
                child.handler(),
                child.initializer(),
                Map.of(),
                Map.of(),
                child.memory(),
                List.of("python4"),
                0);

        assertThat(ChildProblems.of(
                        other, FunctionsExtension.settings(FUNCTIONS.dir(), Duration.ZERO, Optional.empty())))
                .contains("there is no program 'python4' on the PATH; install it, or name another with command: [...]");
    }
}
