package dev.functiongraph.async.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** The exceptions for requests that got no whole answer, each with what that means for the event. */
final class TransportFailures {

    static final String CLIENT_CLOSED = "the client was closed";

    private TransportFailures() {}

    /** Of an attempt that the transport ended, or that was stopped; empty where there was none yet. */
    static TransportException of(Request<?> request, Optional<TrackedRequest> attempt, Throwable failure) {
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (reason instanceof TransportException known) {
            return known;
        }
        if (attempt.isEmpty()) {
            return notSent(request, reason);
        }
        Throwable cause = Secrets.hide(attempt.get().http(), reason);
        if (isBeforeConnection(reason) || !attempt.get().mayHaveBeenSent()) {
            return new TransportException(
                    "no connection to " + server(request) + why(reason) + "; nothing was sent", false, cause);
        }
        Operation<?> operation = request.operation();
        return new TransportException(
                "no answer from " + server(request) + why(reason) + "; " + operation.unknownOutcomeText(),
                operation.storesEvent(),
                cause);
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

    private static boolean isBeforeConnection(Throwable reason) {
        return reason instanceof ConnectException
                || reason instanceof HttpConnectTimeoutException
                || reason instanceof SSLHandshakeException;
    }

    private static String why(Throwable reason) {
        if (reason instanceof TimeoutException || reason instanceof HttpConnectTimeoutException) {
            return " in time";
        }
        if (reason instanceof InterruptedException || reason instanceof CancellationException) {
            return " before " + whatEnded(reason);
        }
        return ": " + NetworkProblem.in(reason).text();
    }

    private static String whatEnded(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "its time was over before";
        }
        if (cause instanceof InterruptedException) {
            return "the thread was interrupted";
        }
        return CLIENT_CLOSED.equals(cause.getMessage()) ? CLIENT_CLOSED : "the call was canceled";
    }

    private static String server(Request<?> request) {
        URI uri = request.http().uri();
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
