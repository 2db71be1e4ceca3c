package dev.functiongraph.async.server.http.error;

import dev.functiongraph.async.server.invocation.Event;

/** The statuses of errors, and for each the sentence of an error that has nothing but its status. */
public final class ErrorStatus {
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int NOT_ACCEPTABLE = 406;
    public static final int TOO_LARGE = 413;
    public static final int UNSUPPORTED_MEDIA_TYPE = 415;
    public static final int DISABLED = 429;
    public static final int INTERNAL = 500;
    public static final int UNAVAILABLE = 503;

    private ErrorStatus() {}

    static String message(int status) {
        return switch (status) {
            case BAD_REQUEST -> "the request is malformed";
            case NOT_FOUND -> "there is nothing at this path";
            case METHOD_NOT_ALLOWED -> "this path does not allow the method";
            case NOT_ACCEPTABLE -> "answers are application/json, which the Accept header excludes";
            case TOO_LARGE -> "the request body is larger than " + Event.MAX_BYTES + " bytes";
            case 414 -> "the URI is too long";
            case UNSUPPORTED_MEDIA_TYPE ->
                "the request body must be application/json in UTF-8, without a content coding";
            case 431 -> "the header fields are too large";
            case UNAVAILABLE -> "the server is shutting down; nothing was queued";
            case 505 -> "the request must be in HTTP/1.1 or HTTP/1.0";
            default -> status < INTERNAL ? "the request was refused" : "internal error";
        };
    }
}
