package dev.functiongraph.async.contract;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** An answer that says no. */
final class Refusal {
    private Refusal() {}

    /** It has the status, and the code that goes with it. */
    static ValidatableResponse expect(Response response, int status) {
        return response.then().statusCode(status).body("error_code", equalTo("FSS.0" + status));
    }
}
