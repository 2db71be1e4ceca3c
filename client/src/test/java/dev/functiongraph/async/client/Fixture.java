package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.UUID;

/** The project, URN and id that every test sends. */
final class Fixture {

    static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    static final String URN = "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:test:latest";
    static final UUID ID = UUID.fromString(StubServer.REQUEST_ID);

    private Fixture() {}

    static FunctionGraphException failureOf(FunctionGraphAsyncClient client) {
        return failureOf(client, FunctionGraphException.class);
    }

    static <E extends FunctionGraphException> E failureOf(FunctionGraphAsyncClient client, Class<E> type) {
        return catchThrowableOfType(type, () -> client.invokeAsync(PROJECT, URN));
    }
}
