package dev.functiongraph.async.contract.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A client's own report of its call. Immutable as long as nobody changes the line.
 *
 * @param line all that it said
 */
public record ClientReport(Kind kind, JsonNode line) {

    /** The outcomes of a call. */
    public enum Kind {
        ACCEPTED,
        LISTED,
        CANCELED,
        /** The server refused it. */
        ERROR,
        /** There was no usable answer. */
        FAILED,
        /** The client does not have this operation. */
        UNSUPPORTED,
        /** It said nothing, and was given up. A client cannot report this. */
        HUNG;

        /** As a client's line names it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing was said in time. */
    public static final ClientReport HUNG = new ClientReport(Kind.HUNG, JsonNodeFactory.instance.objectNode());

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads the line that a client prints.
     *
     * @throws IllegalArgumentException if it is no report, with a message for people
     */
    public static ClientReport parse(String line) {
        try {
            JsonNode report = JSON.readTree(line);
            String outcome = report.path("outcome").asText("");
            for (Kind kind : Kind.values()) {
                if (kind != Kind.HUNG && kind.word().equals(outcome)) {
                    return new ClientReport(kind, report);
                }
            }
        } catch (JsonProcessingException e) {
            // as wrong as JSON without an outcome
        }
        throw new IllegalArgumentException("is not a report, which is {\"outcome\": …}: " + line);
    }

    /** Whether it took the answer for a success. */
    public boolean isSuccess() {
        return kind == Kind.ACCEPTED || kind == Kind.LISTED || kind == Kind.CANCELED;
    }

    /** Whether it said, in time, that there was no success. */
    public boolean isFailure() {
        return kind == Kind.ERROR || kind == Kind.FAILED;
    }

    /** A field of the line as text; empty where there is none, or null. */
    public Optional<String> text(String field) {
        JsonNode value = line.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    /** A list of the line, as texts. */
    public List<String> texts(String field) {
        return StreamSupport.stream(line.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public String toString() {
        return kind == Kind.HUNG ? "it did not end in time" : line.toString();
    }
}
