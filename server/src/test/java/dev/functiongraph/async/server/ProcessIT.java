package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.HostileFunctions.Exiting;
import dev.functiongraph.async.server.HostileFunctions.ExitingLater;
import dev.functiongraph.async.server.HostileFunctions.ExitingWhenConstructed;
import dev.functiongraph.async.server.HostileFunctions.Halting;
import dev.functiongraph.async.server.HostileFunctions.Leaking;
import dev.functiongraph.async.server.HostileFunctions.Printing;
import dev.functiongraph.async.server.HostileFunctions.Stubborn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The server's process: how it starts and ends, and what it does without a reader, without memory, or when told to
 * exit.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ProcessIT {
    private static final int REQUEST_ID_CHARS = 36;

    private static final String[] ARGUMENTS = {
        "--port", "0", "--functions", "functions.yaml", "--config", "server.properties"
    };

    @TempDir
    Path dir;

    @Test
    void whereThePortIsTakenNothingIsRunOrChanged() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerProcess server = ServerProcess.start(dir, "--port", "" + taken.getLocalPort())) {
            assertThat(server.exitStatus()).isEqualTo(2);
            assertThat(server.output())
                    .isEqualTo("cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is taken; stop the program that uses it, or choose another with --port");
            assertThat(dir.resolve("data")).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, cannot listen on 192.0.2.1:0: 192.0.2.1 is not an address of this machine",
        "host.invalid, cannot listen on host.invalid:0: the host host.invalid is unknown"
    })
    void anAddressThatIsNotOfThisMachineStopsTheStart(String host, String reason) throws Exception {
        String anyone = "--serve-without-credentials-to-anyone";
        try (ServerProcess server = ServerProcess.start(dir, "--port", "0", "--host", host, anyone, "true")) {
            assertThat(server.exitStatus()).isEqualTo(2);
            assertThat(server.output()).isEqualTo(reason);
            assertThat(dir.resolve("data")).doesNotExist();
        }
    }

    @Test
    void withoutAReaderOfItsLogItServesAndStopsAndThenTellsWhatItDropped() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", Printing.class))) {
            server.uri();
            server.stopReading();
            for (int i = 0; i < 20; i++) {
                assertThat(server.invoke("fn", "{}").statusCode()).isEqualTo(202);
            }
            await().until(() -> list("SUCCESS").lines().count() == 20);

            server.readAgain();
            await().until(() -> server.output().matches("(?s).*WARN  Log \\d+ lines were dropped.*"));
        }
    }

    @Test
    void withoutAReaderOfItsLogItStops() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", Printing.class))) {
            server.uri();
            server.stopReading();
            server.invoke("fn", "{}");
            await().until(() -> list("SUCCESS").lines().count() == 1);

            server.terminate();
            server.awaitEnd();
            server.readAgain();
            assertThat(server.exitStatus()).isZero();
        }
    }

    @Test
    void theStackTraceOfAFunctionIsInTheLogAndItsClassAndMessageInTheRecord() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", TestFunctions.Failing.class))) {
            server.invoke("fn", "{}");

            await().until(() -> list("FAIL").contains("  IllegalStateException: no luck today"));
            // The log has a thread of its own, which may be behind the record.
            await().untilAsserted(() -> assertThat(server.output())
                    .containsPattern("WARN  JavaRuntime \\S+ attempt 1 of " + TestFunctions.urn("fn")
                            + " failed: IllegalStateException: no luck today\n"
                            + "IllegalStateException: no luck today\n\tat \\S+Failing.handle\\("));
        }
    }

    @Test
    void aStopThatTakesTimeIsReportedAndASecondSignalEndsItAtOnce() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", Stubborn.class, "timeout: 1h"))) {
            server.invoke("fn", "{}");
            await().until(() -> !list("RUNNING").isEmpty());

            server.terminate();
            await().until(() -> server.output().contains("Stopping; attempts that still run: 1"));
            server.terminate();
            assertThat(server.exitStatus()).isEqualTo(128 + 15);
            assertThat(server.output()).contains("the process ends now");
        }
    }

    @Test
    void anAttemptThatIgnoresTheStopIsLeftAndRunAtTheNextStart() throws Exception {
        try (ServerProcess server =
                start(TestFunctions.entry("fn", Stubborn.class, "timeout: 1h"), "functiongraph.drain-timeout=1s")) {
            server.invoke("fn", "{}");
            await().until(() -> !list("RUNNING").isEmpty());

            server.terminate();
            assertThat(server.exitStatus()).isZero();
            assertThat(server.output()).endsWith("Stopped");
            assertThat(list("WAIT").lines()).hasSize(1);
        }
    }

    @Test
    void aFunctionThatCallsExitFailsAndTheProcessEndsWithAStatusThatTells() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", Exiting.class, "timeout: 1h"))) {
            server.invoke("fn", "{}");

            assertThat(server.exitStatus()).isEqualTo(4);
            assertThat(server.output())
                    .contains(TestFunctions.urn("fn") + " has called System.exit in attempt 1 of ")
                    .contains("System.exit was called at " + Exiting.class.getName() + ".handle, line ");
            assertThat(list("FAIL")).contains("the function called System.exit").hasLineCount(1);
        }
    }

    @Test
    void whatAFunctionLeavesBehindCallsExitAndTheProcessEndsWithAStatusThatTells() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", ExitingLater.class))) {
            server.invoke("fn", "{}");

            assertThat(server.exitStatus()).isEqualTo(4);
            assertThat(server.output()).contains("System.exit was called at " + ExitingLater.class.getName());
            assertThat(list("SUCCESS").lines()).hasSize(1);
        }
    }

    @Test
    void aHandlerThatCallsExitWhenItIsConstructedEndsTheStart() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", ExitingWhenConstructed.class))) {
            assertThat(server.exitStatus()).isEqualTo(4);
            assertThat(server.output()).contains("System.exit was called at " + ExitingWhenConstructed.class.getName());
        }
    }

    @Test
    void anEventThatHaltsTheServerEachTimeFailsAndThoseBesideItSucceed() throws Exception {
        String entry = TestFunctions.entry("fn", Halting.class);
        try (ServerProcess server = start(entry, "functiongraph.retry-base=100ms")) {
            for (int i = 0; i < 4; i++) {
                assertThat(server.invoke("fn", "{}").statusCode()).isEqualTo(202);
            }
            try {
                server.invoke("fn", "{\"do\":\"halt\"}");
            } catch (IOException e) {
                // It has ended before it could answer.
            }
            assertThat(server.exitStatus()).isEqualTo(9);
        }
        int ends = 1;
        while (list("FAIL").isEmpty()) {
            try (ServerProcess server = start(entry, "functiongraph.retry-base=100ms")) {
                await().until(() -> !server.isRunning() || !list("FAIL").isEmpty());
                ends += server.isRunning() ? 0 : 1;
            }
        }
        try (ServerProcess server = start(entry, "functiongraph.retry-base=100ms")) {
            server.uri();
            await().until(() -> list("WAIT").isEmpty() && list("RUNNING").isEmpty());
            assertThat(list("SUCCESS").lines()).hasSize(4);
            String failed = list("FAIL");
            assertThat(failed.lines())
                    .singleElement()
                    .asString()
                    .contains("the server ended ", " times while the function ran");
            String record = OperatorCommandRun.in(dir, "show", failed.substring(0, REQUEST_ID_CHARS))
                    .output();
            assertThat(record.lines().filter(line -> line.endsWith("the server ended, and nothing else ran")))
                    .hasSize(5);
            assertThat(record.lines().filter(line -> line.contains(" LOST ")))
                    .as("5 times alone, and as often as others ran too")
                    .hasSize(ends);
        }
    }

    @Test
    void withoutMemoryTheProcessEndsWithAStatusThatTells() throws Exception {
        try (ServerProcess server = start(TestFunctions.entry("fn", Leaking.class))) {
            try {
                server.invoke("fn", "{}");
            } catch (IOException e) {
                // It has ended before it could answer.
            }
            assertThat(server.exitStatus()).isEqualTo(3);
        }
    }

    private ServerProcess start(String entries, String... settings) throws IOException {
        TestServer.writeFunctions(dir, entries);
        Files.writeString(dir.resolve("server.properties"), String.join("\n", settings));
        return ServerProcess.startWithTestFunctions(dir, ARGUMENTS);
    }

    private String list(String status) {
        return OperatorCommandRun.in(dir, "list", "--status", status).output();
    }
}
