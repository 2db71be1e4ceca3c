package dev.functiongraph.async.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Requests that the kit sends again, byte for byte, on one connection. A secret is the name of an environment variable.
 *
 * @param base the server's URL
 * @param end whether the sender then says that nothing more comes
 * @param parts all that is sent, in order
 */
public record ReplayFile(URI base, boolean end, List<Part> parts) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @throws IllegalArgumentException if the URL or the parts are missing */
    public ReplayFile {
        if (base == null || parts == null) {
            throw new IllegalArgumentException("base or parts are missing");
        }
        parts = List.copyOf(parts);
    }

    /**
     * A piece of what is sent.
     *
     * @param text one character for each byte
     * @param variable the environment variable that is sent instead; empty for the text
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Part(String text, String variable) {
        public Part {
            text = Objects.requireNonNullElse(text, "");
            variable = Objects.requireNonNullElse(variable, "");
        }
    }

    /** @param variables by the characters that stand for their values in the text */
    static ReplayFile of(URI base, boolean end, String text, Map<Character, String> variables) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            String variable = variables.get(text.charAt(i));
            if (variable != null) {
                parts.add(new Part(text.substring(start, i), ""));
                parts.add(new Part("", variable));
                start = i + 1;
            }
        }
        parts.add(new Part(text.substring(start), ""));
        return new ReplayFile(base, end, parts);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts are always JSON", e);
        }
    }

    /** @throws CouldNotRunException if it cannot be read, or is another kind of file */
    public static ReplayFile read(Path file) throws CouldNotRunException {
        try {
            return JSON.readValue(Files.readString(file), ReplayFile.class);
        } catch (JsonProcessingException e) {
            throw new CouldNotRunException("not a file that a report of this kit has in its directory replay: " + file);
        } catch (IOException e) {
            throw new CouldNotRunException("the file cannot be read: " + file);
        }
    }

    /**
     * The bytes that are sent.
     *
     * @param environment the values of the variables
     * @throws CouldNotRunException if one is missing
     */
    public byte[] bytes(Map<String, String> environment) throws CouldNotRunException {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (!part.variable().isEmpty() && !environment.containsKey(part.variable())) {
                throw new CouldNotRunException("set the environment variable " + part.variable()
                        + " to the secret that was sent, which no report shows");
            }
            text.append(part.text()).append(environment.getOrDefault(part.variable(), ""));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
