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
        super(FailureDetails.withoutAnswer(message), cause);
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    /** @param attempt the last one; null if there was none */
    static TransportException of(Request<?> request, TrackedRequest attempt, Throwable failure) {
        if (failure instanceof TransportException known) {
            return known;
        }
        Throwable told = failure instanceof CompletionException ? failure.getCause() : failure;
        Throwable cause = attempt == null ? told : Secrets.hide(attempt.http(), told);
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException
                || attempt == null
                || !attempt.mayHaveBeenSent()) {
            return new TransportException(
                    "no connection to " + server(request) + why(cause) + "; nothing was sent", false, cause);
        }
        Operation<?> operation = request.operation();
        return new TransportException(
                "no answer from " + server(request) + why(cause) + "; " + operation.unknownOutcomeText(),
                operation.storesEvent(),
                cause);
    }

    private static String why(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return " in time";
        }
        if (endedByCaller(cause)) {
            return " before " + whatEnded(cause);
        }
        return ": " + said(cause);
    }

    /** Before the first attempt. */
    static TransportException notSent(Request<?> request, Throwable cause) {
        return new TransportException(
                "nothing was sent to " + server(request) + ", because " + whatEnded(cause), false, cause);
    }

    /** After an attempt that is known to have left no event, and before the next one. */
    static TransportException betweenAttempts(Request<?> request, Throwable cause) {
        Operation<?> operation = request.operation();
        String left = operation.storesEvent() ? "nothing was queued" : operation.unknownOutcomeText();
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
