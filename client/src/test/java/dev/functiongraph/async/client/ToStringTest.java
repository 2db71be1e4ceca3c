package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToStringTest {

    private final FunctionGraphAsyncClientBuilder builder = FunctionGraphAsyncClient.builder()
            .baseUri(URI.create("http://127.0.0.1:1"))
            .token(() -> "MIIF-very-secret")
            .headers(request -> Map.of("Authorization", "very-secret-too"))
            .withRetries(Duration.ofMinutes(2));

    @Test
    void theBuilderAndTheClientNameTheirSettingsButNoSecret() {
        String settings =
                "[baseUri=http://127.0.0.1:1, credentials=token (redacted), connectTimeout=PT5S, requestTimeout=PT30S,"
                        + " retries=PT2M]";
        assertThat(builder).hasToString("FunctionGraphAsyncClientBuilder" + settings);
        assertThat(builder.build()).hasToString("FunctionGraphAsyncClient" + settings);
    }

    @Test
    void whatIsNotSetIsSaidToBeAbsent() {
        assertThat(FunctionGraphAsyncClient.builder())
                .asString()
                .contains("baseUri=null", "credentials=none", "retries=none");
    }

    @Test
    void aClientDoesNotChangeWithItsBuilder() {
        FunctionGraphAsyncClient client = builder.build();
        builder.withRetries(Duration.ofHours(1)).baseUri(URI.create("http://127.0.0.1:2"));
        assertThat(client).asString().contains("127.0.0.1:1", "retries=PT2M");
    }
}
