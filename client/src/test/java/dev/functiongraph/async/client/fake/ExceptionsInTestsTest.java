package dev.functiongraph.async.client.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.client.AwaitTimeoutException;
import dev.functiongraph.async.client.EventTooLargeException;
import dev.functiongraph.async.client.FailureDetails;
import dev.functiongraph.async.client.ForbiddenException;
import dev.functiongraph.async.client.FunctionDisabledException;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.FunctionNotFoundException;
import dev.functiongraph.async.client.InvalidRequestException;
import dev.functiongraph.async.client.InvocationNotFoundException;
import dev.functiongraph.async.client.ServerErrorException;
import dev.functiongraph.async.client.ServiceUnavailableException;
import dev.functiongraph.async.client.TransportException;
import dev.functiongraph.async.client.UnauthorizedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The exceptions, which callers' tests in other packages can make. */
class ExceptionsInTestsTest {

    private static final FailureDetails DETAILS =
            new FailureDetails(400, Optional.of("FSS.0400"), "m", Optional.of("r"));

    private static Stream<FunctionGraphException> all() {
        return Stream.of(
                new FunctionNotFoundException(DETAILS),
                new FunctionDisabledException(DETAILS),
                new InvalidRequestException(DETAILS),
                new UnauthorizedException(DETAILS),
                new ForbiddenException(DETAILS),
                new EventTooLargeException(DETAILS),
                new ServiceUnavailableException(DETAILS, Optional.of(Duration.ofSeconds(1))),
                new ServerErrorException(DETAILS, true),
                new TransportException("m", true, new IOException()),
                new AwaitTimeoutException(UUID.randomUUID(), Duration.ofSeconds(1), Optional.empty(), null),
                new InvocationNotFoundException(UUID.randomUUID()));
    }

    @Test
    void thereIsOneOfEachKind() {
        assertThat(all().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.asList(FunctionGraphException.class.getPermittedSubclasses()));
    }

    @Test
    void itTellsWhatItWasMadeOf() {
        FunctionGraphException failure = new ServerErrorException(DETAILS, true);
        assertThat(failure).hasMessage("m (status 400, FSS.0400, request id r)");
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.errorCode()).hasValue("FSS.0400");
        assertThat(failure.errorMessage()).isEqualTo("m");
        assertThat(failure.requestId()).hasValue("r");
        assertThat(failure.mayHaveBeenAccepted()).isTrue();
    }

    @Test
    void withoutAnAnswerThereIsAMessageAlone() {
        FunctionGraphException failure = new EventTooLargeException(FailureDetails.withoutAnswer("too large"));
        assertThat(failure).hasMessage("too large");
        assertThat(failure.status()).isZero();
        assertThat(failure.mayHaveBeenAccepted()).isFalse();
    }
}
