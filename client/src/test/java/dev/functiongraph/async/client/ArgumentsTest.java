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
    void aBaseUriThatCannotBeOneIsRefusedWithoutBeingPrinted(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUri(URI.create(uri)))
                .withMessageStartingWith("baseUri must be")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:0", "http://127.0.0.1:65536", "https://host:99999/path"})
    void aPortThatThereIsNotIsRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUri(URI.create(uri)))
                .withMessageStartingWith("the port of baseUri must be 1 to 65535");
    }

    @Test
    void thereIsNoDefaultBaseUri() {
        assertThatNullPointerException()
                .isThrownBy(() -> FunctionGraphAsyncClient.builder().build())
                .withMessage("no baseUri was given to the builder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "PT24H0.001S", "PT2562047788015215H"})
    void aTimeoutIs1MsTo24Hours(String timeout) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(Duration.parse(timeout)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.requestTimeout(Duration.parse(timeout)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void whatWouldChangeThePathIsRefused(String segment) {
        assertThatIllegalArgumentException().isThrownBy(() -> client.invokeAsync(segment, URN));
        assertThatIllegalArgumentException().isThrownBy(() -> client.invokeAsyncFuture(PROJECT, segment));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findInvocation(segment, URN, ID));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findInvocation(PROJECT, segment, ID));
        assertThatIllegalArgumentException().isThrownBy(() -> client.cancelInvocation(segment, URN, ID));
        assertThatIllegalArgumentException().isThrownBy(() -> client.cancelInvocation(PROJECT, segment, ID));
    }

    @Test
    void nullIsRefusedByName() {
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
    void anEventWithAKeyThatIsNullIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.invokeAsync(PROJECT, URN, Collections.singletonMap(null, "v")))
                .withMessageContaining("a key is null");
    }
}
