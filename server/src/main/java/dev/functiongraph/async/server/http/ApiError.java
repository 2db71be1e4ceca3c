package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.api.model.ErrorResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Errors as the contract has them: always JSON, with a code that follows from the status. */
final class ApiError {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int NOT_ACCEPTABLE = 406;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_MEDIA_TYPE = 415;
    static final int DISABLED = 429;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;

    /** Never 0: at that the official Java client sends the request again at once. */
    static final String RETRY_AFTER_SECONDS = "1";

    private ApiError() {}

    static Response.ResponseBuilder of(int status, String message) {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body(status, message));
        return status == UNAVAILABLE ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS) : response;
    }

    static ErrorResponse body(int status, String message) {
        return new ErrorResponse("FSS.0" + status, message);
    }

    /** What can be said of an error that carries nothing but its status. */
    static String message(int status) {
        return switch (status) {
            case BAD_REQUEST -> "the request is malformed";
            case NOT_FOUND -> "there is nothing at this path";
            case METHOD_NOT_ALLOWED -> "this path does not allow the method";
            case NOT_ACCEPTABLE -> "answers are application/json, which the Accept header excludes";
            case TOO_LARGE -> "the request body is larger than " + BodyReader.MAX_BYTES + " bytes";
            case 414 -> "the URI is too long";
            case UNSUPPORTED_MEDIA_TYPE ->
                "the request body must be application/json in UTF-8, without a content coding";
            case 431 -> "the header fields are too large";
            case UNAVAILABLE -> "the server is shutting down; nothing was queued";
            default -> status < INTERNAL ? "the request was refused" : "internal error";
        };
    }
}
