package dev.functiongraph.async.contract.wire;

import java.util.List;

/**
 * A request as it was received.
 *
 * @param message what it says; as much of it as could be read
 * @param bytes all of it, as it came
 * @param problems what is wrong with it as an HTTP/1.1 message, one sentence each
 * @param complete whether all of it came
 */
public record IncomingRequest(Message message, byte[] bytes, List<String> problems, boolean complete) {

    public IncomingRequest {
        problems = List.copyOf(problems);
    }

    /** Whether no other request can follow on its connection. */
    public boolean closes() {
        return !complete
                || !problems.isEmpty()
                || message.version().equals("HTTP/1.0")
                || message.request().headers().values("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    }
}
