package dev.functiongraph.async.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.spec.Json;
import java.util.Optional;

/**
 * A request, and the answer to it.
 *
 * @param purpose the id of the requirement whose check sent it
 * @param sent the request; where raw bytes were sent that are none, the nearest to one
 * @param bytes what was sent
 * @param ended whether the sender then said that nothing more comes, and waited for the answer all the same
 * @param breaks the place of the schema's keyword that the request breaks on purpose; empty if none
 * @param wellFormed whether the request is one by RFC 9112, so that its answer can be held to the contract
 * @param received the answer, if one came
 * @param noAnswer why there is none; empty if there is one
 */
public record Exchange(
        String purpose,
        Message sent,
        byte[] bytes,
        boolean ended,
        String breaks,
        boolean wellFormed,
        Optional<Received> received,
        Optional<NoAnswer> noAnswer) {

    /** The answer's status, or 0 if there was no answer. */
    public int status() {
        return received.map(Received::status).orElse(0);
    }

    /** The answer's body, if it is JSON. */
    public Optional<JsonNode> json() {
        return received.flatMap(answer -> Json.read(answer.answer().body(), ignored -> {}));
    }

    /** A text of the answer's body; empty where there is none. */
    public Optional<String> field(String name) {
        return json().map(body -> body.path(name).textValue());
    }

    /** The first header of this name in the answer. */
    public Optional<String> header(String name) {
        return received.flatMap(answer -> answer.answer().headers().first(name));
    }

    /** Why there is no answer, for people; empty if there is one. */
    public String trouble() {
        return noAnswer.map(NoAnswer::why).orElse("");
    }

    /** Whether the answer is not there in this way. */
    public boolean lacksAnswer(NoAnswerKind absence) {
        return noAnswer.filter(none -> none.absence() == absence).isPresent();
    }

    /** About how much memory it takes, in bytes: each body may be there twice, as it was sent and as it was meant. */
    long size() {
        long answer = received.map(got -> got.head().length + 2L * got.payload().length)
                .orElseGet(() -> noAnswer.map(
                                none -> (long) none.came().length + none.why().length())
                        .orElse(0L));
        return 2L * bytes.length + sent.payload().length + answer;
    }

    /** The answer in a few words, for people. */
    public String summary() {
        return received.map(answer -> answer.status() + " " + coding()
                        + excerpt(answer.answer().text()))
                .orElseGet(this::trouble);
    }

    /** The reason why a body may not be readable. */
    private String coding() {
        return header("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .map(coding -> "(Content-Encoding: " + coding + ") ")
                .orElse("");
    }

    private static String excerpt(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "… (" + text.length() + " characters)";
    }
}
