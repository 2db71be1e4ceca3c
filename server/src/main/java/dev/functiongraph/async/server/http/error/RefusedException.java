package dev.functiongraph.async.server.http.error;

import dev.functiongraph.async.server.api.model.ErrorResponse;
import java.util.Map;
import java.util.TreeMap;

/** The refusal of a request: an answer's status, the code that follows from it, a message for people, and headers. */
public class RefusedException extends RuntimeException {
    /** Never 0: at that the official Java client sends the request again at once. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers = new TreeMap<>();

    public RefusedException(int status) {
        this(status, ErrorStatus.message(status));
    }

    public RefusedException(int status, String message) {
        // Refusals are answers, not faults: nobody looks for the place in the code.
        super(message, null, false, false);
        this.status = status;
        if (status == ErrorStatus.UNAVAILABLE) {
            headers.put("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /** @param message with the place of what is malformed */
    public static RefusedException malformed(String message) {
        return new RefusedException(ErrorStatus.BAD_REQUEST, message);
    }

    public final RefusedException with(String header, Object value) {
        headers.put(header, value.toString());
        return this;
    }

    public int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    ErrorResponse body() {
        return new ErrorResponse("FSS.0" + status, getMessage());
    }
}
