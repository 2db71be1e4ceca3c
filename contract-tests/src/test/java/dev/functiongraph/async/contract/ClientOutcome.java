package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.client.EventTooLargeException;
import dev.functiongraph.async.client.ForbiddenException;
import dev.functiongraph.async.client.FunctionDisabledException;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.FunctionNotFoundException;
import dev.functiongraph.async.client.InvalidRequestException;
import dev.functiongraph.async.client.InvocationNotFoundException;
import dev.functiongraph.async.client.ServerErrorException;
import dev.functiongraph.async.client.ServiceUnavailableException;
import dev.functiongraph.async.client.UnauthorizedException;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Operation;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The client's exceptions for the contract's refusals. */
final class ClientOutcome {
    private static final Map<Integer, Class<? extends FunctionGraphException>> TYPES = Map.of(
            400, InvalidRequestException.class,
            401, UnauthorizedException.class,
            403, ForbiddenException.class,
            404, FunctionNotFoundException.class,
            406, InvalidRequestException.class,
            413, EventTooLargeException.class,
            415, InvalidRequestException.class,
            429, FunctionDisabledException.class,
            500, ServerErrorException.class,
            503, ServiceUnavailableException.class);

    private ClientOutcome() {}

    static FunctionGraphException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FunctionGraphException.class, call);
    }

    /** Fails for a status that the contract has gained. */
    static void assertTypeOf(FunctionGraphException failure, int status) {
        assertTypeOf(Spec.INVOKE, failure, status);
    }

    /** Fails for a status that the operation has gained. */
    static void assertTypeOf(Operation operation, FunctionGraphException failure, int status) {
        assertThat(TYPES).as("what the client makes of %d", status).containsKey(status);
        boolean isUnknownId = failure.errorMessage().equals("Invalid RequestId");
        assertThat(failure).isExactlyInstanceOf(isUnknownId ? InvocationNotFoundException.class : TYPES.get(status));
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.mayHaveBeenAccepted()).isEqualTo(operation == Spec.INVOKE && status == 500);
    }

    /** All that the answer said is in the failure. */
    static void assertTells(FunctionGraphException failure, Answer answer) throws IOException {
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(failure.errorCode()).hasValue(body.path("error_code").textValue());
        assertThat(failure.errorMessage()).isEqualTo(body.path("error_msg").textValue());
        assertThat(failure.requestId()).isEqualTo(answer.headers().first("X-Request-Id"));
    }
}
