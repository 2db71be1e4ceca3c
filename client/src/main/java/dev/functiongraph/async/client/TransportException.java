package dev.functiongraph.async.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * There was no whole answer: no connection, a time-out, a broken connection, an interrupted thread, or a client that was
 * closed meanwhile. The status is 0; the cause tells more.
 */
public final class TransportException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenAccepted;

    private TransportException(String message, boolean mayHaveBeenAccepted, Throwable cause) {
        super(Outcome.withoutAnswer(message), cause);
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    static TransportException of(Request<?> request, Throwable failure) {
        if (failure instanceof TransportException known) {
            return known;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException) {
            return new TransportException(
                    "no connection to " + server(request) + ", nothing was sent: " + said(cause), false, cause);
        }
        String what = "no answer from " + server(request);
        if (cause instanceof TimeoutException) {
            what += " within the request time-out";
        } else if (endedByCaller(cause)) {
            what += " before " + whatEnded(cause);
        } else {
            what += ": " + said(cause);
        }
        Operation<?> operation = request.operation();
        return new TransportException(what + "; " + operation.leftOpen(), operation.storesEvent(), cause);
    }

    /** Before the first attempt. */
    static TransportException notSent(Request<?> request, Throwable cause) {
        return new TransportException(
                "nothing was sent to " + server(request) + ", because " + whatEnded(cause), false, cause);
    }

    /** After an attempt that is known to have left no event, and before the next one. */
    static TransportException betweenAttempts(Request<?> request, Throwable cause) {
        Operation<?> operation = request.operation();
        String left = operation.storesEvent() ? "nothing was queued" : operation.leftOpen();
        return new TransportException(
                "not sent again to " + server(request) + ", because " + whatEnded(cause) + "; " + left, false, cause);
    }

    private static boolean endedByCaller(Throwable cause) {
        return cause instanceof InterruptedException || cause instanceof CancellationException;
    }

    private static String whatEnded(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "its time was over before";
        }
        return cause instanceof InterruptedException ? "the thread was interrupted" : "the client was closed";
    }

    private static String server(Request<?> request) {
        URI uri = request.http().uri();
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : Excerpt.of(cause.getMessage(), 200);
    }

    /** Returns true where an event was sent and can have reached the server; false where nothing was sent. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return mayHaveBeenAccepted;
    }
}
