package dev.functiongraph.async.contract.zoo;

import java.util.Map;

/**
 * A kind of answer: the operation, by the path as it was sent, and the status.
 *
 * @param guarded the server demands a token
 */
record Place(String operation, int status, boolean guarded) {
    static final String ELSEWHERE = "elsewhere";
    static final Map<String, String> OPERATIONS =
            Map.of("invocations-async", "invoke", "async-invocations", "list", "cancel", "cancel");

    static Place of(Incoming request, Reply reply, boolean guarded) {
        return new Place(operation(request), reply.status(), guarded);
    }

    static String operation(Incoming request) {
        String path = request.path();
        return OPERATIONS.getOrDefault(path.substring(path.lastIndexOf('/') + 1), ELSEWHERE);
    }

    @Override
    public String toString() {
        return operation + " " + status;
    }
}
