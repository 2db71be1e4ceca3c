package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.RuntimeRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that run as another user than the server: where root runs the tests, and there is such a user. */
class RunFunctionsAsTest {
    private static final String USER = "nobody";

    @TempDir
    Path dir;

    private ChildSettings settings;
    private RuntimeRouter runtime;

    @BeforeEach
    void open() throws IOException {
        settings = FunctionsExtension.settings(dir, Duration.ofMinutes(5), Optional.of(USER));
        assumeThat(ChildProblems.of(ChildFunction.python(dir, "").child(), settings))
                .isEmpty();
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        runtime = new RuntimeRouter(settings);
    }

    @AfterEach
    void nothingIsLeft() {
        if (runtime != null) {
            runtime.close();
        }
        await().until(() -> Processes.of(dir).isEmpty());
    }

    @Test
    void aFunctionIsTheOtherUserToWhomTheServersFilesAreClosed() throws Exception {
        Path data = Files.createDirectory(
                dir.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path secret = Files.writeString(data.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        ChildFunction function = ChildFunction.python(dir, """
                import os
                def tried(what):
                    try:
                        what()
                        return "done"
                    except PermissionError:
                        return "refused"
                def handler(event, context):
                    own = os.path.join(os.environ["TMPDIR"], "own")
                    return {"user": os.getuid() == os.geteuid() == os.stat(os.environ["HOME"]).st_uid != 0,
                            "groups": 0 in os.getgroups() + [os.getgid()],
                            "own file": tried(lambda: open(own, "w")),
                            "file of the server": tried(lambda: open(os.environ["DATA"] + "/secret")),
                            "list of files": tried(lambda: os.listdir(os.environ["DATA"])),
                            "code": tried(lambda: open(__file__, "a")),
                            "signal": tried(lambda: os.kill(int(os.environ["SERVER"]), 0)),
                            "way back": tried(lambda: os.setuid(0))}
                """)
                .withEnvironment(Map.of(
                        "DATA",
                        data.toString(),
                        "SERVER",
                        Long.toString(ProcessHandle.current().pid())));

        assertThat(function.run(runtime).result())
                .isEqualTo("{\"user\": true, \"groups\": false, \"own file\": \"done\","
                        + " \"file of the server\": \"refused\", \"list of files\": \"refused\", \"code\": \"refused\","
                        + " \"signal\": \"refused\", \"way back\": \"refused\"}");
    }

    /** A function that brings programs of its own, as it does with a virtual environment. */
    @Test
    void noProgramThatAFunctionBringsRunsBeforeTheChangeOfUser() throws Exception {
        Path ran = dir.resolve("ran");
        ChildFunction function = ChildFunction.python(
                dir, "import os\ndef handler(event, context):\n    return os.environ['PATH'] + os.environ['ODD']\n");
        Path programs = Files.createDirectories(function.code().resolve("bin"));
        for (String program : new String[] {"setpriv", "id", "sh", "env", "setsid"}) {
            Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\necho $0 >>" + ran + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String path = programs + ":/usr/bin:/bin";
        String odd = " it's \"$HOME\" `id`\n\\";

        assertThat(function.withEnvironment(Map.of("PATH", path, "ODD", odd))
                        .run(runtime)
                        .result())
                .isEqualTo(path + odd);
        assertThat(ran).doesNotExist();
    }

    @Test
    void itsProcessesAreEndedAsAnyOthers() throws Exception {
        ChildFunction function = ChildFunction.python(dir, """
                import subprocess, time
                def handler(event, context):
                    subprocess.Popen(["setsid", "sleep", "600"])
                    time.sleep(600)
                """).with(Duration.ofSeconds(1), 1);

        assertThat(function.run(runtime).get())
                .isEqualTo(new Outcome.FunctionError(ErrorCode.FUNCTION_TIMED_OUT, "timed out after 1000 ms"));
        await().until(() -> Processes.childrenOf(function.code()).isEmpty());
    }

    @Test
    void aUserWhoIsNotThereIsToldBeforeAnythingIsAccepted() {
        assertThat(ChildProblems.of(
                        ChildFunction.python(dir, "").child(),
                        FunctionsExtension.settings(dir, Duration.ZERO, Optional.of("no-such-user"))))
                .contains("run-functions-as: there is no user 'no-such-user'");
    }
}
