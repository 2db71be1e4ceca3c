package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import dev.functiongraph.async.server.runtime.RuntimeRouter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** When instances start and end, and with what code. */
@Execution(ExecutionMode.CONCURRENT)
class InstanceLifeTest {
    private static final String PID = "import os\ndef handler(event, context):\n    return str(os.getpid())\n";

    @TempDir
    Path dir;

    private RuntimeRouter runtime;

    @BeforeEach
    void open() {
        open(Duration.ofMinutes(5));
    }

    private void open(Duration idle) {
        runtime = new RuntimeRouter(FunctionsExtension.settings(dir, idle, Optional.empty()));
    }

    /** It runs changed code only after four seconds without a change, in which a test writes the rest. */
    private void openPatientOne() {
        runtime.close();
        runtime = new RuntimeRouter(
                FunctionsExtension.settings(dir, Duration.ofMinutes(5), Optional.empty(), Duration.ofSeconds(4)));
    }

    private static void assertWaits(FunctionRun run) {
        assertThatThrownBy(() -> run.outcome().get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    }

    @AfterEach
    void close() {
        runtime.close();
        await().until(() -> Processes.of(dir).isEmpty());
    }

    @Test
    void anInstanceServesOneEventAfterAnother() throws Exception {
        ChildFunction function = ChildFunction.python(dir, PID).with(Duration.ofSeconds(20), 1);
        Set<String> pids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            pids.add(function.run(runtime).result());
        }

        assertThat(pids).hasSize(1);
    }

    @Test
    void eventsAtOnceHaveInstancesOfTheirOwnUpToTheConcurrency() throws Exception {
        ChildFunction function = ChildFunction.python(
                        dir, "import os, time\ndef handler(e, c):\n    time.sleep(0.3)\n    return str(os.getpid())\n")
                .with(Duration.ofSeconds(20), 3);
        List<FunctionRun> runs = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            runs.add(function.run(runtime));
        }
        Set<String> pids = new HashSet<>();
        for (FunctionRun run : runs) {
            pids.add(run.result());
        }

        assertThat(pids).hasSizeBetween(1, 3);
    }

    @Test
    void idleInstancesEndButThoseThatAreKeptWarm() throws Exception {
        runtime.close();
        open(Duration.ofMillis(1));
        ChildFunction cold = ChildFunction.python(dir, PID);
        ChildFunction warm = cold.copy(dir).withWarm(1);
        runtime.serve(new FunctionCatalog(List.of(cold.definition, warm.definition)));
        cold.run(runtime).result();

        await().until(() -> Processes.childrenOf(cold.code()).isEmpty());
        await().until(() -> Processes.childrenOf(warm.code()).size() == 1);
        String pid = warm.run(runtime).result();
        assertThat(warm.run(runtime).result()).isEqualTo(pid);

        runtime.serve(new FunctionCatalog(List.of()));
        await().until(() -> Processes.childrenOf(warm.code()).isEmpty());
    }

    @Test
    void anInitializerRunsOnceAndItsFailureIsTheFunctions() throws Exception {
        ChildFunction function = ChildFunction.python(dir, """
                started = []
                def start(context):
                    print("starting")
                    started.append(context.getFunctionName())
                def broken(context):
                    raise KeyError("nothing there")
                def handler(event, context):
                    return len(started)
                """);
        FunctionRun first = function.withInitializer("index.start").run(runtime);
        assertThat(first.result()).isEqualTo("1");
        assertThat(first.log().text()).isEqualTo("starting\n");
        assertThat(function.withInitializer("index.start").run(runtime).result())
                .isEqualTo("1");
        assertThat(function.withInitializer("index.broken").run(runtime).failure())
                .isEqualTo("KeyError: 'nothing there'");
    }

    @Test
    void changedCodeRunsInNewInstances() throws Exception {
        ChildFunction function = ChildFunction.python(dir, "def handler(event, context): return 'old'\n");
        assertThat(function.run(runtime).result()).isEqualTo("old");
        function.write("index.py", "def handler(event, context): return 'new'\n");

        await().until(() -> function.run(runtime).result().equals("new"));
    }

    @Test
    void halfWrittenCodeIsNotRun() throws Exception {
        openPatientOne();
        ChildFunction function = ChildFunction.python(dir, "def handler(event, context): os._exit(1)\nimport os\n");
        Files.setLastModifiedTime(function.code().resolve("index.py"), FileTime.from(Instant.EPOCH));
        function.run(runtime).failure();
        function.write("index.py", "def handler(event, con");
        FunctionRun run = function.run(runtime);
        assertWaits(run);
        function.write("index.py", "def handler(event, context): return 'whole'\n");

        assertThat(run.result()).isEqualTo("whole");
    }

    @Test
    void anArchiveWorksAsADirectoryDoes() throws Exception {
        Path archive = dir.resolve("code.zip");
        zip(archive, Map.of("src/index.py", "def handler(event, context): return 'zipped'\n"));
        ChildFunction function = ChildFunction.python(dir, "").withCode(archive, "src/index.handler");
        assertThat(function.run(runtime).result()).isEqualTo("zipped");

        zip(archive, Map.of("src/index.py", "def handler(event, context): return 'zipped again'\n"));
        await().until(() -> function.run(runtime).result().equals("zipped again"));

        zip(archive, Map.of("../index.py", "x"));
        await().untilAsserted(() -> {
            FunctionRun run = function.with(Duration.ofSeconds(19), 1).run(runtime);
            assertThat(run.unavailable()).isEqualTo("its code " + archive + " has a file outside of it: '../index.py'");
        });
        assertThat(dir.resolve("data/functions").resolve("index.py")).doesNotExist();
    }

    @Test
    void anArchiveRunsWhereverTheDataDirectoryIsSaidToBe() throws Exception {
        Path archive = dir.resolve("code.zip");
        zip(archive, Map.of("index.py", "def handler(event, context): return 'zipped'\n"));
        runtime.close();
        runtime = new RuntimeRouter(
                FunctionsExtension.settings(dir.resolve("./other/.."), Duration.ofMinutes(5), Optional.empty()));

        assertThat(ChildFunction.python(dir, "")
                        .withCode(archive, "index.handler")
                        .run(runtime)
                        .result())
                .isEqualTo("zipped");
    }

    @Test
    void aProcessThatEndsWithTheEventThatItHasFailedIsNotToldOfAsWell() throws Exception {
        Path pid = dir.resolve("pid");
        ChildFunction function = ChildFunction.python(dir, """
                import os
                with open('%s', 'w') as file: file.write(str(os.getpid()))
                raise ImportError('no such module')
                """.formatted(pid));
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                assertThat(function.run(runtime).failure()).isEqualTo("ImportError: no such module");
                long process = Long.parseLong(Files.readString(pid));
                await().until(() -> ProcessHandle.of(process).isEmpty());
            }

            assertThat(log.with("of " + function.definition.urn().functionName() + ", its process ended"))
                    .isEmpty();
        }
    }

    @Test
    void aProcessThatBreaksDownBetweenTwoEventsIsToldOfAndTheNextLogHasItsOutput() throws Exception {
        Path now = dir.resolve("now");
        ChildFunction function = ChildFunction.node(dir, """
                exports.handler = async () => {
                  setInterval(() => {
                    if (require('fs').existsSync('%s')) throw new Error('too late');
                  }, 10);
                  return 1;
                };
                """.formatted(now));
        try (LogLines log = new LogLines()) {
            assertThat(function.run(runtime).result()).isEqualTo("1");
            Files.createFile(now);

            String start = "WARN Between two events of "
                    + function.definition.urn().functionName() + ", its process ended with exit status 1;";
            await().until(() -> !log.with(start).isEmpty());
            Files.delete(now);
            FunctionRun next = function.run(runtime);
            assertThat(next.result()).isEqualTo("1");
            assertThat(next.log().text()).contains("Error: too late");
        }
    }

    @Test
    void memoryThatIsExceededWhileItStartsIsToldAndNotTriedForEver() throws Exception {
        ChildFunction function = ChildFunction.python(
                dir, "import time\nx = bytearray(b'x') * (320 << 20)\ntime.sleep(9)\ndef handler(e, c): return 1\n");

        assertThat(function.run(runtime).unavailable()).isEqualTo("exceeded its memory of 256 MiB");
    }

    @Test
    void codeThatWritesIntoItsOwnDirectoryWheneverItIsLoadedIsTold() throws Exception {
        ChildFunction function = ChildFunction.python(
                dir, "open('app.log', 'a').write('loaded')\ndef handler(event, context): return 1\n");

        assertThat(function.run(runtime).unavailable())
                .matches("its code \\S+ changes whenever it is started; a function must not write there");
    }

    @Test
    void codeThatIsBeingWrittenWhenItIsSeenFirstIsNotRunHalf() throws Exception {
        openPatientOne();
        ChildFunction function = ChildFunction.of(Language.PYTHON, dir, Map.of("index.py", "def hand"));
        FunctionRun run = function.run(runtime);
        assertWaits(run);
        Files.writeString(function.code().resolve("index.py"), "def handler(event, context): return 'whole'\n");

        assertThat(run.result()).isEqualTo("whole");
    }

    @Test
    void aGuardThatItsFunctionHasStoppedBlocksNoOtherEvent() throws Exception {
        ChildFunction function = ChildFunction.python(dir, """
                        import os, signal
                        def handler(event, context):
                            if event.get('k') != 'v':
                                return 'fine'
                            os.kill(os.getppid(), signal.SIGSTOP)
                            os._exit(0)
                        """).with(Duration.ofSeconds(2), 1);

        assertThat(function.run(runtime).failure()).isEqualTo("timed out after 2000 ms");
        assertThat(function.run(runtime, "{}").result()).isEqualTo("fine");
    }

    @Test
    void whatAProcessKeepsFromBeingChangedIsDeletedAfterIt() throws Exception {
        ChildFunction function = ChildFunction.python(dir, """
                import os
                def handler(event, context):
                    os.makedirs(os.environ['TMPDIR'] + '/cache/a')
                    os.chmod(os.environ['TMPDIR'] + '/cache', 0o555)
                    return os.environ['TMPDIR']
                """);
        Path temporary = Path.of(function.run(runtime).result());
        runtime.close();

        assertThat(temporary).doesNotExist();
    }

    private static void zip(Path archive, Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void codeThatIsGoneIsNotTheFunctionsFailure() throws Exception {
        Child missing = ChildFunction.of(Language.PYTHON, dir, Map.of()).child();

        assertThat(ChildFunction.of(Language.PYTHON, dir, Map.of())
                        .with(missing)
                        .run(runtime)
                        .unavailable())
                .isEqualTo("its code " + missing.code() + " does not exist");
    }
}
