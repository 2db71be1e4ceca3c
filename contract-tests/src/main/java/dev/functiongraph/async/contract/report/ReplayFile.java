package dev.functiongraph.async.contract.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.Signing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Requests that the kit sends again, byte for byte, on one connection; only what was signed is signed anew. A secret is
 * the name of an environment variable.
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
     * @param signed the time or the signature that is sent instead; null for the others
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Part(
            String text, String variable, @Nullable Signed signed) {
        public Part {
            text = Objects.requireNonNullElse(text, "");
            variable = Objects.requireNonNullElse(variable, "");
        }

        static Part of(String text) {
            return new Part(text, "", null);
        }
    }

    /**
     * A time or a signature that is made when it is sent. In its texts {@link Signing#TIME} stands for the time.
     *
     * @param offset the seconds that are added to the time
     * @param date the value of X-Sdk-Date
     * @param canonical the canonical request; empty for the time alone
     * @param secret the secret key of a signature that is wrong on purpose; empty for the right one
     */
    public record Signed(long offset, String date, String canonical, String secret) {
        String value(Instant now, Map<String, String> environment) throws CouldNotRunException {
            String time = Signing.date(now.plusSeconds(offset));
            if (canonical.isEmpty()) {
                return time;
            }
            String key = secret.isEmpty() ? ReplayFile.value(Redaction.SECRET_KEY, environment) : secret;
            return Signing.signature(new AccessKey("any", key), time, date, canonical);
        }
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
        Instant now = Instant.now();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.text());
            if (!part.variable().isEmpty()) {
                text.append(value(part.variable(), environment));
            }
            if (part.signed() != null) {
                text.append(part.signed().value(now, environment));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static String value(String variable, Map<String, String> environment) throws CouldNotRunException {
        String value = environment.get(variable);
        if (value == null) {
            throw new CouldNotRunException(
                    "set the environment variable " + variable + " to the secret of the run, which no report shows");
        }
        return value;
    }
}
