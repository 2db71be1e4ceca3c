package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {

    static final String CANCELED = "{\"request_id\":\"" + ID + "\",\"status\":\"DISCARD\"}";

    @ParameterizedTest
    @CsvSource({
        "WAIT, WAIT, false",
        "RUNNING, RUNNING, false",
        "SUCCESS, SUCCESS, true",
        "FAIL, FAIL, true",
        "DISCARD, DISCARD, true",
        "PAUSED, UNKNOWN, false",
    })
    void everyStatusIsUnderstoodAndANewOneDoesNotFail(String sent, Invocation.Status read, boolean isFinal)
            throws Exception {
        try (StubServer server = StubServer.answering(200, "", CANCELED.replace("DISCARD", sent))) {
            Invocation.Status status = server.client().cancelInvocation(PROJECT, URN, ID);
            assertThat(status).isEqualTo(read);
            assertThat(status.isFinal()).isEqualTo(isFinal);
            assertThat(server.client().cancelInvocationFuture(PROJECT, URN, ID).get())
                    .isEqualTo(read);
        }
    }

    @Test
    void fieldsThatTheContractDoesNotKnowAreIgnored() throws IOException {
        try (StubServer server = StubServer.answering(200, "", CANCELED.replace("}", ",\"more\":{\"a\":[1]}}"))) {
            assertThat(server.client().cancelInvocation(PROJECT, URN, ID)).isEqualTo(Invocation.Status.DISCARD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"status\":\"FAIL\"}",
                "{\"request_id\":\"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\"}",
                "{\"request_id\":\"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\",\"status\":null}",
                "{\"request_id\":\"soon\",\"status\":\"FAIL\"}",
            })
    void anAnswerThatIsNotTheContractsIsAServerError(String body) throws IOException {
        try (StubServer server = StubServer.answering(200, "Content-Type: application/json", body)) {
            FunctionGraphException failure = Call.CANCEL.failureOf(server.client());
            assertThat(failure).isInstanceOf(ServerErrorException.class).hasMessageContaining("unexpected answer");
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
        }
    }
}
