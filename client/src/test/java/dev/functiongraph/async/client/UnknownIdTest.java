package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one rule for an id that the function does not have: it is not found, and whoever needs it gets an exception. */
class UnknownIdTest {

    @Test
    void a_look_up_is_empty() throws IOException {
        try (StubServer server = StubServer.inTurn(Answer.NO_INVOCATIONS)) {
            assertThat(server.client().findInvocation(PROJECT, URN, ID)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void to_await_it_fails(Way way) throws IOException {
        try (StubServer server = StubServer.inTurn(Answer.NO_INVOCATIONS)) {
            names(way.failureOfAwait(server.client(), Duration.ofMinutes(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void to_cancel_it_fails_in_the_same_way(Way way) throws IOException {
        String error = "{\"error_code\":\"FSS.0400\",\"error_msg\":\"Invalid RequestId\"}";
        try (StubServer server = StubServer.inTurn(Answer.json(400, error))) {
            names(way.failureOf(Call.CANCEL, server.client()));
        }
    }

    private static void names(Throwable failure) {
        assertThat(failure).isInstanceOf(InvocationNotFoundException.class);
        assertThat(((InvocationNotFoundException) failure).invocationId()).isEqualTo(ID);
        assertThat(((FunctionGraphException) failure).mayHaveBeenAccepted()).isFalse();
    }

    @Test
    void any_other_400_of_a_cancellation_is_a_request_that_is_wrong() throws IOException {
        try (StubServer server = StubServer.inTurn(Answer.error(400, ""))) {
            assertThat(Call.CANCEL.failureOf(server.client())).isInstanceOf(InvalidRequestException.class);
        }
    }
}
