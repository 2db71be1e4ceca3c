package dev.functiongraph.async.client;

/** What is known of a failed request; all but the message may be missing: status 0, code and request id null. */
record FailureDetails(int status, String errorCode, String errorMessage, String requestId) {

    static FailureDetails withoutAnswer(String message) {
        return new FailureDetails(0, null, message, null);
    }

    /** One line for logs. */
    String summary() {
        if (status == 0) {
            return errorMessage;
        }
        return errorMessage + " (status " + status + (errorCode == null ? "" : ", " + errorCode)
                + (requestId == null ? "" : ", request id " + requestId) + ")";
    }
}
