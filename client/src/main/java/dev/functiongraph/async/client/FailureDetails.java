package dev.functiongraph.async.client;

import java.util.Objects;
import java.util.Optional;

/**
 * The facts of a failed call that a {@link FunctionGraphException} tells.
 *
 * @param status the HTTP status of the answer; 0 where there was no answer
 * @param errorCode the answer's {@code error_code}; empty where there was none
 * @param errorMessage the answer's {@code error_msg}, or what happened instead
 * @param requestId the answer's {@code X-Request-Id}; empty where there was none
 */
public record FailureDetails(int status, Optional<String> errorCode, String errorMessage, Optional<String> requestId) {

    /** Refuses null. */
    public FailureDetails {
        Objects.requireNonNull(errorCode, "errorCode");
        Objects.requireNonNull(errorMessage, "errorMessage");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** Returns the details of an answer such as {@code answered(404, "FSS.0404", "function 'x' not exist")}. */
    public static FailureDetails answered(int status, String errorCode, String errorMessage) {
        return new FailureDetails(status, Optional.of(errorCode), errorMessage, Optional.empty());
    }

    /** Returns the details of a call that got no answer. */
    public static FailureDetails withoutAnswer(String message) {
        return new FailureDetails(0, Optional.empty(), message, Optional.empty());
    }

    /** Returns all of it in one line, for logs. */
    String summary() {
        if (status == 0) {
            return errorMessage;
        }
        return errorMessage + " (status " + status
                + errorCode.map(code -> ", " + code).orElse("")
                + requestId.map(id -> ", request id " + id).orElse("") + ")";
    }
}
