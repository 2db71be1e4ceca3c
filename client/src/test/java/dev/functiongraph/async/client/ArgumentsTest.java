package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private final FunctionGraphAsyncClientBuilder builder = FunctionGraphAsyncClient.builder();
    private final FunctionGraphAsyncClient client =
            builder.baseUri(URI.create("http://127.0.0.1:1")).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "/path",
                "ftp://host",
                "http:///path",
                "http://user:hunter2@host",
                "http://host?q=hunter2",
                "http://host#f"
            })
    void a_base_uri_that_cannot_be_one_is_refused_without_being_printed(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUri(URI.create(uri)))
                .withMessageStartingWith("baseUri must be")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:0", "http://127.0.0.1:65536", "https://host:99999/path"})
    void a_port_that_there_is_not_is_refused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUri(URI.create(uri)))
                .withMessageStartingWith("the port of baseUri must be 1 to 65535");
    }

    @Test
    void there_is_no_default_base_uri() {
        assertThatNullPointerException()
                .isThrownBy(() -> FunctionGraphAsyncClient.builder().build())
                .withMessage("baseUri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "PT24H0.001S", "PT2562047788015215H"})
    void a_time_out_is_1_ms_to_24_hours(String timeout) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(Duration.parse(timeout)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.requestTimeout(Duration.parse(timeout)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void what_would_change_the_path_is_refused(String segment) {
        assertThatIllegalArgumentException().isThrownBy(() -> client.invokeAsync(segment, URN));
        assertThatIllegalArgumentException().isThrownBy(() -> client.invokeAsyncFuture(PROJECT, segment));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findInvocation(segment, URN, ID));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findInvocation(PROJECT, segment, ID));
        assertThatIllegalArgumentException().isThrownBy(() -> client.cancelInvocation(segment, URN, ID));
        assertThatIllegalArgumentException().isThrownBy(() -> client.cancelInvocation(PROJECT, segment, ID));
    }

    @Test
    void null_is_refused_by_name() {
        assertThatNullPointerException()
                .isThrownBy(() -> client.invokeAsync(null, URN))
                .withMessage("projectId");
        assertThatNullPointerException()
                .isThrownBy(() -> client.invokeAsync(PROJECT, null))
                .withMessage("functionUrn");
        assertThatNullPointerException()
                .isThrownBy(() -> client.listInvocations(PROJECT, URN, null))
                .withMessage("query");
        assertThatNullPointerException()
                .isThrownBy(() -> client.findInvocation(PROJECT, URN, null))
                .withMessage("requestId");
        assertThatNullPointerException()
                .isThrownBy(() -> client.cancelInvocation(PROJECT, URN, null))
                .withMessage("requestId");
    }

    @Test
    void an_event_with_a_key_that_is_null_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.invokeAsync(PROJECT, URN, Collections.singletonMap(null, "v")))
                .withMessageContaining("a key is null");
    }
}
