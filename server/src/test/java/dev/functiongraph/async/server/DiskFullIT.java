package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.functiongraph.async.server.Listing.Item;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar where its database's files cannot grow any further: the operating system refuses the writes. */
class DiskFullIT {
    /** More than the driver's native library, which is unpacked as a file; less than the log grows to of itself. */
    private static final int LIMIT_KIB = 2_560;

    private static final String[] ARGUMENTS = {"--port", "0", "--functions", "functions.yaml"};

    @TempDir
    Path dir;

    @BeforeEach
    void aShellCanLimitTheSizeOfFiles() {
        boolean limits = false;
        try {
            Process shell = new ProcessBuilder("bash", "-c", "ulimit -f " + LIMIT_KIB).start();
            limits = shell.waitFor(10, TimeUnit.SECONDS) && shell.exitValue() == 0;
        } catch (Exception e) {
            System.out.println("bash cannot be run: " + e.getMessage());
        }
        assumeTrue(limits, "SKIPPED: a full disk is not tested, because bash and its ulimit -f are not there");
    }

    @Test
    void onAFullDiskWhatIsRefusedIsNotQueuedAndWhatIsAcceptedIsRun() throws Exception {
        try (RecordingContainer container = new RecordingContainer(17);
                Callers callers = new Callers(16, 2_000, "fn")) {
            TestServer.writeFunctions(dir, container.entry("fn", 1, "concurrency: 4"));
            try (ServerProcess server = ServerProcess.startWithFileLimit(LIMIT_KIB, dir, ARGUMENTS)) {
                callers.sendTo(server.uri());
                await().until(() -> callers.refused.size() >= 200);
                callers.stop();

                assertThat(callers.strange).as("answers other than 202 and 503").isEmpty();
                assertThat(callers.unanswered).isEmpty();
                assertThat(Listing.of(server.uri(), "fn"))
                        .extracting(Item::id)
                        .containsExactlyInAnyOrderElementsOf(callers.accepted.values());
                server.kill();
            }
            TestServer.writeFunctions(dir, container.entry("fn", 2, "concurrency: 4"));
            try (ServerProcess server = ServerProcess.start(dir, ARGUMENTS)) {
                await().until(() -> Listing.allEnded(server.uri(), "fn"));
                Verdict verdict = new Verdict(callers, container.seen(), Listing.of(server.uri(), "fn"));
                System.out.println(verdict);
                verdict.holds();
                assertThat(server.invoke("fn", "{}").statusCode()).isEqualTo(202);
            }
        }
    }
}
