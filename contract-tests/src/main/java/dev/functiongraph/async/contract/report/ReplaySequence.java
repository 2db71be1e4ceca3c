package dev.functiongraph.async.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Requests that the kit sends again, each on a connection of its own and after the answer to the one before. What an
 * answer gave, an id or a marker, is sent in the later ones, so that they mean the new invocations. A secret is the
 * name of an environment variable.
 *
 * @param base the server's URL
 */
public record ReplaySequence(URI base, List<Step> steps) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @throws IllegalArgumentException if the URL or the steps are missing */
    public ReplaySequence {
        if (base == null || steps == null) {
            throw new IllegalArgumentException("base or steps are missing");
        }
        steps = List.copyOf(steps);
    }

    /** One request, all of whose pieces are sent. */
    public record Step(String method, List<Piece> pieces) {
        public Step {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A piece of what is sent.
     *
     * @param text one character for each byte
     * @param variable the environment variable that is sent instead; empty for the text
     * @param answer the number of the answer, from 1, of which a field is sent instead; 0 for the text
     * @param field that field
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Piece(String text, String variable, int answer, String field) {
        public Piece {
            text = Objects.requireNonNullElse(text, "");
            variable = Objects.requireNonNullElse(variable, "");
            field = Objects.requireNonNullElse(field, "");
        }
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts are always JSON", e);
        }
    }

    /** The sequence in a file; empty if the file is of another kind, or cannot be read. */
    public static Optional<ReplaySequence> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), ReplaySequence.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The bytes of one step.
     *
     * @param environment the values of the variables
     * @param answers the bodies of the answers to the steps before it
     * @throws CouldNotRunException if a variable is missing, or the field of an answer
     */
    public static byte[] bytes(Step step, Map<String, String> environment, List<JsonNode> answers)
            throws CouldNotRunException {
        StringBuilder text = new StringBuilder();
        for (Piece piece : step.pieces()) {
            text.append(piece.text());
            if (!piece.variable().isEmpty()) {
                text.append(ReplayFile.value(piece.variable(), environment));
            }
            if (piece.answer() > 0) {
                JsonNode value = answers.get(piece.answer() - 1).path(piece.field());
                if (!value.isValueNode()) {
                    throw new CouldNotRunException(
                            "answer " + piece.answer() + " has no " + piece.field() + ", which a later request needs");
                }
                text.append(value.asText());
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
