package dev.functiongraph.async.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionHandle;
import dev.functiongraph.async.client.fake.FakeFunctionGraph;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The client README's example of a listener for Micrometer. */
class MeteredAttemptsTest {

    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final Path SOURCE = Path.of("src/test/java/dev/functiongraph/async/example/MeteredAttempts.java");

    @Test
    void theReadmeShowsThisClass() throws Exception {
        String code = Files.readString(SOURCE).replaceFirst("package .*\n\n", "");
        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + code + "```\n");
    }

    @Test
    void itCountsWhatHappens() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (FakeFunctionGraph server = FakeFunctionGraph.start(PROJECT)) {
            FunctionHandle orders = FunctionGraphAsyncClient.builder()
                    .baseUri(server.serve("orders").uri())
                    .withRetries(Duration.ofMinutes(1))
                    .listener(new MeteredAttempts(registry))
                    .build()
                    .project(PROJECT)
                    .function("orders");
            server.refuseNext(503);
            orders.invoke();
            server.refuseNext(401);
            assertThat(catchThrowable(orders::invoke)).isNotNull();
        }
        assertThat(attempts(registry, "success")).isEqualTo(1);
        assertThat(attempts(registry, "FSS.0503")).isEqualTo(1);
        assertThat(attempts(registry, "FSS.0401")).isEqualTo(1);
        assertThat(registry.counter("functiongraph.retries", "operation", "invoke")
                        .count())
                .isEqualTo(1);
    }

    private static long attempts(SimpleMeterRegistry registry, String outcome) {
        return registry.timer("functiongraph.attempts", "operation", "invoke", "outcome", outcome)
                .count();
    }
}
