package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.contract.spec.Answer;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Assertions about refusals: the status, and the error code that goes with it. */
final class Refusal {
    private Refusal() {}

    /** It has the status, and the code that goes with it. */
    static ValidatableResponse expect(Response response, int status) {
        return response.then().statusCode(status).body("error_code", equalTo("FSS.0" + status));
    }

    /** The message of an answer that has the status, and the code that goes with it. */
    static String message(Answer answer, int status) {
        JsonNode body = tree(answer);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(body.path("error_code").textValue()).isEqualTo("FSS.0" + status);
        return body.path("error_msg").textValue();
    }

    private static JsonNode tree(Answer answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
