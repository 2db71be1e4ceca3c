package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.runtime.ExchangeFailure.Kind;
import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import dev.functiongraph.async.server.runtime.limit.TimeLimit;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * One request to a container and its answer.
 *
 * <p>A container may close an idle connection at any moment, also when the next request is on its way already. What
 * ends without a byte of answer on a connection that was used before says nothing about the request, so it is sent
 * again on a new connection.
 */
final class Exchange {
    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final String NO_TLS_YET = "SSL_NULL_WITH_NULL_NULL";

    private final ContainerConnections connections;
    private final ContainerRequest request;
    private final Destination destination;
    private final CompletableFuture<ContainerAnswer> answer = new CompletableFuture<>();

    private Exchange(ContainerConnections connections, ContainerRequest request) {
        this.connections = connections;
        this.request = request;
        this.destination = connections.destination(connections.newRequest(request.uri()));
    }

    /** @return fails with an {@link ExchangeFailure}; canceling it closes the connection */
    static CompletableFuture<ContainerAnswer> start(ContainerConnections connections, ContainerRequest request) {
        Exchange exchange = new Exchange(connections, request);
        Optional<Connection> used = request.mayReuse() ? connections.reuse(exchange.destination) : Optional.empty();
        used.ifPresentOrElse(connection -> exchange.send(connection, true), exchange::sendOnNewConnection);
        return exchange.answer;
    }

    private void sendOnNewConnection() {
        connections.open(destination).whenComplete((connection, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                fail(
                        Kind.NOT_SENT,
                        ContainerFailureText.ofConnecting(cause, request.uri().getHost()),
                        cause);
            } else if (answer.isDone()) {
                connection.close();
            } else {
                send(connection, false);
            }
        });
    }

    private void send(Connection connection, boolean reused) {
        String path = request.uri().getPath();
        long bytesBefore = bytesIn(connection);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Request sent = connections
                .newRequest(request.uri())
                .method("POST")
                .headers(fields -> request.headers().forEach(fields::put))
                .body(new BytesRequestContent(request.body()))
                // A function may be silent for as long as it may run; that is limited below.
                .idleTimeout(0, TimeUnit.MILLISECONDS)
                .onResponseContent((response, chunk) -> append(chunk, body));
        CompletableFuture<Result> end = new CompletableFuture<>();
        TimeLimit.set(end, request.limit(), () -> end.completeExceptionally(new TimeoutException()));
        end.whenComplete((result, stopped) -> {
            if (stopped != null) {
                sent.abort(stopped);
                failOn(connection, Kind.TIMED_OUT, ContainerFailureText.ofTime(request.limit(), path), stopped);
            } else if (result.isSucceeded()) {
                int status = result.getResponse().getStatus();
                // Some containers announce so that they close an idle connection.
                if (reused && status == REQUEST_TIMEOUT && connection.isClosed()) {
                    sendOnNewConnection();
                } else {
                    connections.keep(destination, connection, status >= OK);
                    answer.complete(
                            new ContainerAnswer(status, result.getResponse().getHeaders(), body.toByteArray()));
                }
            } else {
                boolean unsent = wasClosedBefore(result.getFailure());
                boolean any = bytesIn(connection) > bytesBefore;
                if (reused && (unsent || !any)) {
                    sendOnNewConnection();
                } else if (unsent) {
                    fail(Kind.NOT_SENT, "closed the connection before " + path + " was sent", result.getFailure());
                } else {
                    String what = ContainerFailureText.ofAnswering(result.getFailure(), any, path)
                            + part(result.getResponse(), body.size());
                    failOn(connection, any ? Kind.BAD_ANSWER : Kind.NO_ANSWER, what, result.getFailure());
                }
            }
        });
        answer.whenComplete((any, failure) -> end.cancel(true));
        connection.send(sent, end::complete);
        if (connection.isClosed()) {
            // A connection that is closed at the very moment at which the request is given to it may not tell.
            sent.abort(new ClosedChannelException());
        }
    }

    /**
     * Whether the end of the connection was seen before the request was given to it: then the HTTP client closes it
     * itself, as it does where a container answers before it is asked.
     */
    private static boolean wasClosedBefore(@Nullable Throwable failure) {
        return failure instanceof ClosedChannelException || (failure != null && wasClosedBefore(failure.getCause()));
    }

    /** Without a TLS session, where there is to be one, the request was not sent. */
    private void failOn(Connection connection, Kind kind, String what, Throwable cause) {
        boolean sent = !destination.isSecure()
                || !connection.getSslSessionData().cipherSuite().equals(NO_TLS_YET);
        fail(sent ? kind : Kind.NOT_SENT, sent ? what : ContainerFailureText.ofHandshake(cause), cause);
    }

    private void fail(Kind kind, String what, Throwable cause) {
        answer.completeExceptionally(new ExchangeFailure(kind, what, cause));
    }

    private static long bytesIn(Connection connection) {
        return ((org.eclipse.jetty.io.Connection) connection).getBytesIn();
    }

    /** What has come of an answer that is not whole, where its head has. */
    private static String part(@Nullable Response answer, int bytes) {
        if (answer == null || answer.getStatus() < OK || !answer.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
            return "";
        }
        return ": status " + answer.getStatus() + ", " + bytes + " of "
                + ResultLimits.firstLine(answer.getHeaders().get(HttpHeader.CONTENT_LENGTH)) + " bytes";
    }

    /** One byte more than a result may have shows that it is too large. */
    private static void append(ByteBuffer chunk, ByteArrayOutputStream body) {
        byte[] bytes = new byte[Math.min(chunk.remaining(), ResultLimits.MAX_RESULT_BYTES + 1 - body.size())];
        chunk.get(bytes);
        body.writeBytes(bytes);
    }
}
