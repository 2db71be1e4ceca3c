package dev.functiongraph.async.client;

/** An answer of a stub, for tests that need several answers in a row. */
final class Answer {

    static final StubServer.Behavior ACCEPTED = json(202, StubServer.ACCEPTED);
    static final StubServer.Behavior CANCELED = json(200, CancellationTest.CANCELED);
    static final StubServer.Behavior NO_INVOCATIONS = page(0);
    static final StubServer.Behavior DISABLED = error(429, "");
    static final StubServer.Behavior LOST = socket -> {};

    private Answer() {}

    static StubServer.Behavior json(int status, String body) {
        return socket -> StubServer.write(socket, status, "Content-Type: application/json", body);
    }

    static StubServer.Behavior error(int status, String header) {
        String body = "{\"error_code\":\"FSS.0" + status + "\",\"error_msg\":\"function 'm' not exist\"}";
        return socket -> StubServer.write(socket, status, ("Content-Type: application/json\n" + header).strip(), body);
    }

    static StubServer.Behavior unavailable(int retryAfter) {
        return error(503, "Retry-After: " + retryAfter);
    }

    static StubServer.Behavior record(Invocation.Status status) {
        return page(0, record(Fixture.ID.toString(), status));
    }

    static StubServer.Behavior page(long next, String... records) {
        return json(
                200,
                "{\"invocations\":[" + String.join(",", records) + "],\"count\":" + records.length + ",\"next_marker\":"
                        + next + "}");
    }

    static String record(String id, Invocation.Status status) {
        return "{\"request_id\":\"" + id + "\",\"status\":\"" + status + "\",\"error_message\":\"\",\"error_code\":0}";
    }

    /** What the call succeeds with. */
    static StubServer.Behavior successOf(Call call) {
        return switch (call) {
            case INVOKE -> ACCEPTED;
            case LIST, FIND -> NO_INVOCATIONS;
            case CANCEL -> CANCELED;
        };
    }
}
