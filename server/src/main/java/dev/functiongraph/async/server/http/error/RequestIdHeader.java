package dev.functiongraph.async.server.http.error;

/** The header with an answer's id: the only place where the official clients look for the id of a failure. */
public final class RequestIdHeader {
    public static final String NAME = "X-Request-Id";

    private RequestIdHeader() {}
}
