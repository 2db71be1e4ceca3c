package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request for an event, which waits for one. Exactly one of its methods that answer is called. */
final class HeldRequest {
    private final Request request;
    private final Response response;
    private final Callback callback;

    HeldRequest(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /**
     * Whether who sent it has closed the connection, so that it would be written in vain. While a request is held,
     * nobody else reads from its connection, and a client has nothing to send.
     */
    boolean isGone() {
        Object transport =
                request.getConnectionMetaData().getConnection().getEndPoint().getTransport();
        if (!(transport instanceof SocketChannel channel)) {
            return false;
        }
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** @return completes when the event is written; exceptionally if it could not be */
    CompletableFuture<Void> send(Map<String, String> headers, byte[] event) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        response.setStatus(HttpStatus.OK_200);
        headers.forEach(response.getHeaders()::put);
        response.write(
                true,
                ByteBuffer.wrap(event),
                Callback.from(
                        () -> {
                            callback.succeeded();
                            sent.complete(null);
                        },
                        failure -> {
                            callback.failed(failure);
                            sent.completeExceptionally(failure);
                        }));
        return sent;
    }

    /** There is no event now: the program asks again. */
    void sendNothing() {
        end(HttpStatus.NO_CONTENT_204);
    }

    /** It comes from somebody else. */
    void refuse() {
        end(HttpStatus.FORBIDDEN_403);
    }

    private void end(int status) {
        response.setStatus(status);
        callback.succeeded();
    }
}
