package dev.functiongraph.async.server.http.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.server.files.InvalidYamlException;
import dev.functiongraph.async.server.files.TextFile;
import dev.functiongraph.async.server.files.YamlReader;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.MalformedUrnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the tokens that a server accepts: {@code token: project_id}, in YAML. */
public final class TokensFile {
    private static final Logger log = LoggerFactory.getLogger(TokensFile.class);
    /** Plain scalars that are no strings in YAML. */
    private static final Set<String> NULLS = Set.of("null", "Null", "NULL", "~");

    private final Map<String, String> projectByToken = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private TokensFile() {}

    /**
     * @param file empty: no credentials are required
     * @throws IOException if the file cannot be read or used; the message has the lines, and repeats nothing of the
     * file
     */
    public static Credentials read(Optional<Path> file) throws IOException {
        return new Credentials(file.isEmpty() ? Map.of() : tokens(file.get()));
    }

    private static Map<String, String> tokens(Path file) throws IOException {
        TokensFile tokens = new TokensFile();
        try {
            tokens.read(YamlReader.read(TextFile.read(file)));
        } catch (InvalidYamlException e) {
            e.problems().forEach(problem -> tokens.problems.add(problem.toString()));
        } catch (IOException e) {
            throw new IOException("the tokens file " + file + " cannot be read: " + e.getMessage(), e);
        }
        if (!tokens.problems.isEmpty()) {
            throw new IOException(
                    "the tokens file " + file + " cannot be used:\n  " + String.join("\n  ", tokens.problems));
        }
        warnIfOthersCanRead(file);
        return tokens.projectByToken;
    }

    private void read(JsonNode root) {
        if (root.isEmpty() && (root.isMissingNode() || root.isNull() || root.isObject())) {
            problems.add("line 1: there is no token in it");
        } else if (!root.isObject()) {
            problems.add("line " + YamlReader.line(root) + ": not a map of 'token: project_id'");
        }
        root.properties().forEach(entry -> {
            Optional<String> problem = problem(entry.getKey(), entry.getValue());
            problem.ifPresent(text -> problems.add("line " + YamlReader.line(entry.getValue()) + ": " + text));
            projectByToken.put(entry.getKey(), entry.getValue().asText());
        });
    }

    private static Optional<String> problem(String token, JsonNode project) {
        if (token.isEmpty() || NULLS.contains(token)) {
            return Optional.of("the token is empty");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.of("the token has a character that a header cannot carry: only visible ASCII is allowed");
        }
        if (!project.isTextual()) {
            return Optional.of("the project_id is not a string");
        }
        try {
            FunctionUrn.requireProjectId(project.asText());
            return Optional.empty();
        } catch (MalformedUrnException e) {
            return Optional.of("the project_id is not 32 letters or digits");
        }
    }

    private static void warnIfOthersCanRead(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
            log.warn("Every user of this machine can read the tokens file {}; 'chmod 600' it", file);
        }
    }
}
