package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.TestFunctions.Recording;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReloadTest {
    @TempDir
    Path dir;

    @Test
    void aChangedFunctionsFileTakesEffectWithoutARestart() throws Exception {
        try (TestServer server = TestServer.start(dir, TestFunctions.entry("fn", Recording.class))) {
            assertThat(status(server, "fn").call()).isEqualTo(202);

            TestServer.writeFunctions(dir, TestFunctions.entry("fn", Recording.class, "enabled: false"));
            await().until(status(server, "fn"), status -> status == 429);

            TestServer.writeFunctions(dir, TestFunctions.entry("other", Recording.class));
            await().until(status(server, "fn"), status -> status == 404);
            assertThat(status(server, "other").call()).isEqualTo(202);
        }
    }

    private static Callable<Integer> status(TestServer server, String function) {
        return () -> server.invoke(function, "{}").statusCode();
    }
}
