package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.store.memory.SilentStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nobody knows whether an event was queued, the answer does not say that it was not. */
class UnknownOutcomeTest {
    @TempDir
    Path dir;

    @Test
    void theAnswerIs500WithTheIdUnderWhichTheEventMayBeFound() throws Exception {
        try (TestServer server = TestServer.startOn(
                (location, settings, node, partition) -> SilentStore.open(settings),
                dir,
                TestFunctions.entry("test", TestFunctions.Recording.class))) {
            HttpResponse<String> answer = server.invoke(TestFunctions.urn("test"), "{}");

            assertThat(answer.statusCode()).isEqualTo(500);
            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(answer.body()).contains("may have been queued under the request id " + id);
        }
    }
}
