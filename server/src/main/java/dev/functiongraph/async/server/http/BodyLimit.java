package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.invocation.Event;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Refuses a body over the limit before anything else of the request is judged: by its declared length without reading it,
 * a chunked one as soon as it has passed the limit.
 */
@PreMatching
@Priority(BodyLimit.PRIORITY)
final class BodyLimit implements ContainerRequestFilter {
    static final int PRIORITY = CredentialsFilter.PRIORITY + 1;
    static final int MAX_BYTES = Event.MAX_BYTES;
    private static final int BUFFER_BYTES = 8_192;

    private final Duration timeout;

    /** @param timeout how long a body may take to arrive, however steadily it drips */
    BodyLimit(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (declaredLength(request) > MAX_BYTES) {
            refuse(request);
            return;
        }
        byte[] body = read(request);
        if (body.length > MAX_BYTES) {
            refuse(request);
        } else {
            request.setEntityStream(new ByteArrayInputStream(body));
        }
    }

    private byte[] read(ContainerRequestContext request) {
        long deadline = System.nanoTime() + timeout.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream stream = request.getEntityStream();
            while (System.nanoTime() < deadline) {
                int count = stream.read(buffer);
                if (count > 0) {
                    body.write(buffer, 0, count);
                }
                if (count < 0 || body.size() > MAX_BYTES) {
                    return body.toByteArray();
                }
            }
        } catch (IOException e) {
            // Broken off, silent for longer than the idle time-out, or cut into chunks that are none.
        }
        throw new InvalidRequestException("the request body broke off or did not arrive in time");
    }

    private static long declaredLength(ContainerRequestContext request) {
        // Not getLength(), which is an int: a length of 4 GiB would pass as 0.
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length.strip());
    }

    private static void refuse(ContainerRequestContext request) {
        request.abortWith(ApiError.of(ApiError.TOO_LARGE, ApiError.message(ApiError.TOO_LARGE))
                .build());
    }
}
