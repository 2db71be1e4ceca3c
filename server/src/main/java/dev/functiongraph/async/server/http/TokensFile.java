package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.MalformedUrnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the file of the tokens that a server accepts: {@code token: project_id}, in YAML. */
public final class TokensFile {
    private TokensFile() {}

    /**
     * @param file empty: no credentials are demanded
     * @throws IOException if the file cannot be read or used; the message repeats nothing of it
     */
    public static Credentials read(Optional<Path> file) throws IOException {
        return new Credentials(file.isEmpty() ? Map.of() : tokens(file.get()));
    }

    private static Map<String, String> tokens(Path file) throws IOException {
        String text = read(file);
        try {
            Map<String, String> tokens = new YAMLMapper().readValue(text, new TypeReference<>() {});
            if (tokens == null || tokens.isEmpty()) {
                throw new IOException(file + " holds no token");
            }
            for (String project : tokens.values()) {
                FunctionUrn.requireProjectId(String.valueOf(project));
            }
            return tokens;
        } catch (JsonProcessingException | MalformedUrnException e) {
            throw new IOException(file + " is no list of 'token: project_id'");
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IOException("the tokens file " + file + " cannot be read", e);
        }
    }
}
