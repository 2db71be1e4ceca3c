package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Answer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as it was received.
 *
 * @param statusLine without its line end
 * @param interim the statuses of the interim answers (1xx) before it
 * @param framing what is wrong with it as an HTTP/1.1 message, one sentence each
 * @param head all that came before its body, interim answers, too
 * @param payload its body as it came, chunk sizes and all
 */
public record Received(
        String statusLine, Answer answer, List<Integer> interim, List<String> framing, byte[] head, byte[] payload) {

    public Received {
        interim = List.copyOf(interim);
        framing = List.copyOf(framing);
    }

    public int status() {
        return answer.status();
    }

    /** All of it, as it came. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length + payload.length);
        bytes.writeBytes(head);
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** With an interim answer that came before it. */
    public Received after(Received first) {
        List<Integer> statuses = new ArrayList<>(first.interim);
        statuses.add(first.status());
        statuses.addAll(interim);
        List<String> problems = new ArrayList<>(first.framing);
        problems.addAll(framing);
        ByteArrayOutputStream heads = new ByteArrayOutputStream();
        heads.writeBytes(first.head);
        heads.writeBytes(head);
        return new Received(statusLine, answer, statuses, problems, heads.toByteArray(), payload);
    }

    /** With one more thing that is wrong with it as a message. */
    Received withProblem(String problem) {
        List<String> more = new ArrayList<>(framing);
        more.add(problem);
        return new Received(statusLine, answer, interim, more, head, payload);
    }
}
