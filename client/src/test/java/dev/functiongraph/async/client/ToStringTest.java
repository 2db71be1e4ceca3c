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
    void the_builder_and_the_client_name_their_settings_but_no_secret() {
        String settings = "[baseUri=http://127.0.0.1:1, token=(redacted), connectTimeout=PT5S, requestTimeout=PT30S,"
                + " retries=PT2M]";
        assertThat(builder).hasToString("FunctionGraphAsyncClientBuilder" + settings);
        assertThat(builder.build()).hasToString("FunctionGraphAsyncClient" + settings);
    }

    @Test
    void what_is_not_set_is_said_to_be_absent() {
        assertThat(FunctionGraphAsyncClient.builder())
                .asString()
                .contains("baseUri=null", "token=none", "retries=none");
    }

    @Test
    void a_client_does_not_change_with_its_builder() {
        FunctionGraphAsyncClient client = builder.build();
        builder.withRetries(Duration.ofHours(1)).baseUri(URI.create("http://127.0.0.1:2"));
        assertThat(client).asString().contains("127.0.0.1:1", "retries=PT2M");
    }
}
