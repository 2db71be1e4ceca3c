package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTest {

    @ParameterizedTest(name = "status {0} with {1} is a {2}")
    @CsvSource({
        "400, FSS.0404, FunctionNotFoundException",
        "500, FSS.0429, FunctionDisabledException",
        "404, FSS.1051, FunctionNotFoundException",
        "403, APIG.0307, ForbiddenException",
        "429, NEW.0001, ServerErrorException",
        "405, FSS.0405, InvalidRequestException",
        "409, NEW.0001, InvalidRequestException",
        "502, NEW.0001, ServerErrorException",
        "503, NEW.0001, ServerErrorException",
        "503, FSS.1051, ServerErrorException",
        "500, FSS.0503, ServiceUnavailableException",
    })
    void theCodeDecidesAndTheStatusWhereTheCodeIsUnknown(int status, String code, String exception) throws IOException {
        String body = "{\"error_code\":\"" + code + "\",\"error_msg\":\"function 'm' not exist\"}";
        try (StubServer server = StubServer.answering(status, "Content-Type: application/json", body)) {
            FunctionGraphException failure = failureOf(server.client());
            assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.errorCode()).hasValue(code);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 499, 503})
    void aGatewaysOwnErrorLeavesOpenWhetherTheEventWasStored(int status) throws IOException {
        String body = "{\"error_code\":\"APIG.0201\",\"error_msg\":\"Backend timeout\"}";
        try (StubServer server = StubServer.answering(status, "Content-Type: application/json", body)) {
            FunctionGraphException failure = failureOf(server.client());
            assertThat(failure).hasMessageContainingAll("Backend timeout", "APIG.0201");
            assertThat(failure.mayHaveBeenAccepted()).isTrue();
        }
    }

    @Test
    void fieldsThatTheContractDoesNotKnowAreIgnored() throws IOException {
        String body = "{\"request_id\":\"r\",\"error_code\":\"FSS.0404\",\"more\":{\"a\":[1]},"
                + "\"error_msg\":\"function 'm' not exist\"}";
        try (StubServer server = StubServer.answering(404, "Content-Type: application/json", body)) {
            assertThat(failureOf(server.client())).isInstanceOf(FunctionNotFoundException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a404ThatIsNotAboutAFunctionSaysThatThePathIsWrong(Call call) throws IOException {
        for (String body : List.of(
                "{\"error_code\":\"FSS.0404\",\"error_msg\":\"there is nothing at this path\"}",
                "{\"error_code\":\"APIG.0101\",\"error_msg\":\"The API does not exist\"}",
                "{\"error_code\":\"FSS.0404\"}")) {
            try (StubServer server = StubServer.answering(404, "Content-Type: application/json", body)) {
                FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                        .baseUri(URI.create(server.uri() + "/v2"))
                        .build();
                FunctionGraphException failure = call.failureOf(client);
                assertThat(failure)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContainingAll(server.uri() + "/v2/v2/", "check the base URI");
                assertThat(failure.status()).isEqualTo(404);
                assertThat(failure.errorCode()).isPresent();
                assertThat(failure.errorMessage()).doesNotContain("base URI");
            }
        }
    }

    @Test
    void anErrorWithoutAMessageOrARequestIdKeepsItsType() throws IOException {
        try (StubServer server =
                StubServer.answering(429, "Content-Type: application/json", "{\"error_code\":\"FSS.0429\"}")) {
            FunctionGraphException failure = failureOf(server.client());
            assertThat(failure).isInstanceOf(FunctionDisabledException.class).hasMessageContaining("no error_msg");
            assertThat(failure.requestId()).isEmpty();
        }
    }

    @Test
    void anErrorWithoutAContentTypeIsReadAllTheSame() throws IOException {
        try (StubServer server =
                StubServer.answering(429, "", "{\"error_code\":\"FSS.0429\",\"error_msg\":\"Function Disabled\"}")) {
            assertThat(failureOf(server.client())).isInstanceOf(FunctionDisabledException.class);
        }
    }

    @Test
    void aLongMessageOfManyLinesBecomesOneShortLine() throws IOException {
        String body = "{\"error_code\":\"FSS.0400\",\"error_msg\":\"first\\nsecond" + "x".repeat(100_000) + "\"}";
        try (StubServer server = StubServer.answering(400, "Content-Type: application/json", body)) {
            assertThat(failureOf(server.client()).getMessage())
                    .startsWith("first second")
                    .hasSizeLessThan(1200);
        }
    }
}
