package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;

/** The project, URN and id that every test sends, and what several need. */
final class Fixture {

    static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    static final String URN = "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:test:latest";
    static final UUID ID = UUID.fromString(StubServer.REQUEST_ID);

    /** A limit that a test waits out, and within which a request is sent even on a busy machine. */
    static final Duration SHORT = Duration.ofSeconds(2);

    static {
        // The first request of a JVM loads so many classes that none can be promised to be sent within that limit.
        try (StubServer server = StubServer.accepting()) {
            server.patientClient().invokeAsync(PROJECT, URN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fixture() {}

    static FunctionGraphException failureOf(FunctionGraphAsyncClient client) {
        return failureOf(client, FunctionGraphException.class);
    }

    static <E extends FunctionGraphException> E failureOf(FunctionGraphAsyncClient client, Class<E> type) {
        return catchThrowableOfType(type, () -> client.invokeAsync(PROJECT, URN));
    }
}
