package dev.functiongraph.async.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * There was no whole answer: no connection, a time-out, a broken connection, or an interrupted thread. The status is 0; the
 * cause tells more.
 */
public final class TransportException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenAccepted;

    private TransportException(String message, boolean mayHaveBeenAccepted, Throwable cause) {
        super(Outcome.withoutAnswer(message), cause);
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    static TransportException of(URI uri, Operation<?> operation, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        String server = uri.getScheme() + "://" + uri.getRawAuthority();
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException) {
            return new TransportException(
                    "no connection to " + server + ", nothing was sent: " + said(cause), false, cause);
        }
        String what = "no answer from " + server;
        if (cause instanceof TimeoutException) {
            what += " within the request time-out";
        } else if (cause instanceof InterruptedException) {
            what += " before the thread was interrupted";
        } else {
            what += ": " + said(cause);
        }
        return new TransportException(what + "; " + operation.leftOpen(), operation.storesEvent(), cause);
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : Excerpt.of(cause.getMessage(), 200);
    }

    /** Returns true where an event was sent and can have reached the server; false where no connection was made. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return mayHaveBeenAccepted;
    }
}
