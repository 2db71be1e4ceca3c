package dev.functiongraph.async.server.http.error;

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

/** The errors of the contract for all that Jetty itself refuses, before Jersey or after it. */
public final class JsonErrorHandler extends ErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(JsonErrorHandler.class);

    private final ErrorWriter errors;
    private final Supplier<UUID> ids;

    /** @param ids of the answers: what Jetty cannot read comes to no other handler */
    public JsonErrorHandler(ErrorWriter errors, Supplier<UUID> ids) {
        this.errors = errors;
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int status = contractStatus(response.getStatus());
        UUID id = ids.get();
        Throwable cause = (Throwable) request.getAttribute(ERROR_EXCEPTION);
        // A client that went away is no fault of ours.
        if (status == ErrorStatus.INTERNAL && !(cause instanceof QuietException)) {
            log.error("{} internal error", id, cause);
        }
        if (!request.getConnectionMetaData().isPersistent() || cause != null) {
            // Jetty takes what it cannot read for HTTP/1.0, where this need not be said; and after every exception that
            // reaches it, it closes the connection.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        errors.write(response, callback, new RefusedException(status).with(RequestIdHeader.NAME, id));
        return true;
    }

    /** Never 408: at that the official Java client sends the request again in silence. */
    private static int contractStatus(int status) {
        return status == 408 ? ErrorStatus.BAD_REQUEST : Math.max(status, ErrorStatus.BAD_REQUEST);
    }
}
