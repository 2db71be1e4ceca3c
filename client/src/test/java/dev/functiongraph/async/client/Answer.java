package dev.functiongraph.async.client;

/** What a stub answers in the tests that need several answers in a row. */
final class Answer {

    static final StubServer.Behaviour ACCEPTED = json(202, StubServer.ACCEPTED);
    static final StubServer.Behaviour CANCELED = json(200, CancellationTest.CANCELED);
    static final StubServer.Behaviour NO_INVOCATIONS = page(0);
    static final StubServer.Behaviour DISABLED = error(429, "");
    static final StubServer.Behaviour LOST = socket -> {};

    private Answer() {}

    static StubServer.Behaviour json(int status, String body) {
        return socket -> StubServer.write(socket, status, "Content-Type: application/json", body);
    }

    static StubServer.Behaviour error(int status, String header) {
        String body = "{\"error_code\":\"FSS.0" + status + "\",\"error_msg\":\"function 'm' not exist\"}";
        return socket -> StubServer.write(socket, status, ("Content-Type: application/json\n" + header).strip(), body);
    }

    static StubServer.Behaviour unavailable(int retryAfter) {
        return error(503, "Retry-After: " + retryAfter);
    }

    static StubServer.Behaviour record(Invocation.Status status) {
        return page(0, record(Fixture.ID.toString(), status));
    }

    static StubServer.Behaviour page(long next, String... records) {
        return json(
                200,
                "{\"invocations\":[" + String.join(",", records) + "],\"count\":" + records.length + ",\"next_marker\":"
                        + next + "}");
    }

    static String record(String id, Invocation.Status status) {
        return "{\"request_id\":\"" + id + "\",\"status\":\"" + status + "\",\"error_message\":\"\",\"error_code\":0}";
    }

    /** What the call succeeds with. */
    static StubServer.Behaviour successOf(Call call) {
        return switch (call) {
            case INVOKE -> ACCEPTED;
            case LIST, FIND -> NO_INVOCATIONS;
            case CANCEL -> CANCELED;
        };
    }
}
