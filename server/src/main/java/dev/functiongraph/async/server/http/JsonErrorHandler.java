package dev.functiongraph.async.server.http;

import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what Jetty itself refuses, before or after Jersey, with an error of the contract. */
final class JsonErrorHandler extends ErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(JsonErrorHandler.class);

    private final ErrorWriter errors;
    private final Supplier<UUID> ids;

    JsonErrorHandler(ErrorWriter errors, Supplier<UUID> ids) {
        this.errors = errors;
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int status = contractStatus(response.getStatus());
        UUID id = ids.get();
        Throwable cause = (Throwable) request.getAttribute(ERROR_EXCEPTION);
        // A client that went away is no fault of ours.
        if (status == ApiError.INTERNAL && !(cause instanceof QuietException)) {
            log.error("{} internal error", id, cause);
        }
        if (!request.getConnectionMetaData().isPersistent() || cause != null) {
            // Of what it cannot read Jetty thinks that it came in HTTP/1.0, where this need not be said; and behind
            // every
            // exception that reaches it, it closes the connection.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        errors.write(response, callback, status, ApiError.message(status), id);
        return true;
    }

    /** Never 408: at that the official Java client sends the request again in silence. */
    private static int contractStatus(int status) {
        return status == 408 ? ApiError.BAD_REQUEST : Math.max(status, ApiError.BAD_REQUEST);
    }
}
