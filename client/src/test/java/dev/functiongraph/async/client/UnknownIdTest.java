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

/** An id that the function does not have: a look-up is empty, an await or a cancellation throws. */
class UnknownIdTest {

    @Test
    void aLookUpIsEmpty() throws IOException {
        try (StubServer server = StubServer.inTurn(Answer.NO_INVOCATIONS)) {
            assertThat(server.client().findInvocation(PROJECT, URN, ID)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void toAwaitItFails(Way way) throws IOException {
        try (StubServer server = StubServer.inTurn(Answer.NO_INVOCATIONS)) {
            names(way.failureOfAwait(server.client(), Duration.ofMinutes(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void toCancelItFailsInTheSameWay(Way way) throws IOException {
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
    void anyOther400OfACancellationIsARequestThatIsWrong() throws IOException {
        try (StubServer server = StubServer.inTurn(Answer.error(400, ""))) {
            assertThat(Call.CANCEL.failureOf(server.client())).isInstanceOf(InvalidRequestException.class);
        }
    }
}
