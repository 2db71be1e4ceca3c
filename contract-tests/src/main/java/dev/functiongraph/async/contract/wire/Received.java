package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Answer;
import java.util.List;

/**
 * An answer as it came over the wire.
 *
 * @param statusLine without its line end
 * @param interim the statuses of the interim answers (1xx) before it
 * @param framing what is wrong with it as an HTTP/1.1 message, one sentence each
 * @param bytes all of it, as it came
 */
public record Received(String statusLine, Answer answer, List<Integer> interim, List<String> framing, byte[] bytes) {

    public Received {
        interim = List.copyOf(interim);
        framing = List.copyOf(framing);
    }

    public int status() {
        return answer.status();
    }
}
