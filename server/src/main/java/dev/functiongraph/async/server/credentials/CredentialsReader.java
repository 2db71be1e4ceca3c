package dev.functiongraph.async.server.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.server.files.FileProblem;
import dev.functiongraph.async.server.files.InvalidYamlException;
import dev.functiongraph.async.server.files.YamlReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reader of a credentials file as a whole: either everything in it is right, or every problem is reported with its
 * line. A problem repeats nothing of the file, not even a field that does not exist: it may be a secret in the wrong
 * place.
 */
final class CredentialsReader {
    static final String HASH_KEY = "hash-key";
    static final String TOKENS = "tokens";
    static final String KEYS = "keys";

    private final List<FileProblem> problems = new ArrayList<>();
    private final Map<String, Integer> lineById = new HashMap<>();
    private final Map<TokenHash, Integer> lineByHash = new HashMap<>();

    private CredentialsReader() {}

    /** @throws InvalidCredentialsFileException with all problems, if there is one */
    static CredentialSet read(String text) throws InvalidCredentialsFileException {
        CredentialsReader reader = new CredentialsReader();
        try {
            CredentialSet set = reader.set(YamlReader.read(text));
            if (reader.problems.isEmpty()) {
                return set;
            }
        } catch (InvalidYamlException e) {
            reader.problems.addAll(e.problems());
        }
        throw new InvalidCredentialsFileException(
                reader.problems.stream().sorted().toList());
    }

    private CredentialSet set(JsonNode root) {
        if (root.isMissingNode() || root.isNull()) {
            problems.add(new FileProblem(1, 1, "there is nothing in it"));
        } else if (isTokensFile(root)) {
            problem(root, "this is a tokens file of an earlier version; " + CredentialsFile.CONVERSION);
        } else if (!root.isObject()) {
            problem(root, "not a map with " + String.join(", ", HASH_KEY, TOKENS, KEYS));
        } else {
            root.properties().stream()
                    .filter(field -> !List.of(HASH_KEY, TOKENS, KEYS).contains(field.getKey()))
                    .forEach(field -> problem(
                            field.getValue(),
                            "an unknown field; there are " + String.join(", ", HASH_KEY, TOKENS, KEYS)));
            return new CredentialSet(
                    hashKey(root), list(root.path(TOKENS), this::token), list(root.path(KEYS), this::key));
        }
        return CredentialSet.empty();
    }

    /** Lines of {@code token: project_id}. */
    private static boolean isTokensFile(JsonNode root) {
        return root.isObject()
                && !root.isEmpty()
                && root.properties().stream().allMatch(field -> field.getValue().isTextual())
                && !root.has(HASH_KEY);
    }

    private byte[] hashKey(JsonNode root) {
        JsonNode text = root.path(HASH_KEY);
        if (text.isMissingNode()) {
            problem(root, "there is no " + HASH_KEY);
            return RandomText.bytes();
        }
        try {
            byte[] key = Base64.getDecoder().decode(text.isTextual() ? text.textValue() : "");
            if (key.length == RandomText.SECRET_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // As if it were too short.
        }
        problem(text, "the " + HASH_KEY + " is not " + RandomText.SECRET_BYTES + " bytes in Base64");
        return RandomText.bytes();
    }

    private interface EntryReader<T> {
        /** @return empty with a problem that was reported */
        Optional<T> read(JsonNode entry);
    }

    private <T> List<T> list(JsonNode list, EntryReader<T> reader) {
        List<T> read = new ArrayList<>();
        if (list.isMissingNode() || list.isNull()) {
            return read;
        }
        if (!list.isArray()) {
            problem(list, "not a list");
        }
        list.forEach(entry -> {
            if (entry.isObject()) {
                reader.read(entry).ifPresent(read::add);
            } else if (list.isArray()) {
                problem(entry, "not a map with an id and other fields");
            }
        });
        return read;
    }

    private Optional<Token> token(JsonNode entry) {
        EntryFields fields = new EntryFields(entry, problems, "hash");
        Optional<Grant> grant = fields.grant("[A-Za-z0-9_-]{1,64}", "1 to 64 letters, digits, '-' and '_'");
        Optional<TokenHash> hash = fields.text("hash")
                .flatMap(text -> fields.accepted(
                        "hash",
                        TokenHash.of(text),
                        "must be " + TokenHash.HEX_DIGITS + " hexadecimal digits in lower case"));
        grant.ifPresent(own -> requireUnique(lineById, own.id(), entry, "id"));
        hash.ifPresent(own -> requireUnique(lineByHash, own, entry, "hash"));
        return grant.flatMap(own -> hash.map(it -> new Token(own, it)));
    }

    private Optional<AccessKey> key(JsonNode entry) {
        EntryFields fields = new EntryFields(entry, problems, "secret");
        Optional<Grant> grant = fields.grant(
                "[A-Za-z0-9]{" + RandomText.ACCESS_KEY_CHARS + "}",
                RandomText.ACCESS_KEY_CHARS + " letters and digits, the access key");
        Optional<String> secret = fields.matching(
                "secret",
                "[A-Za-z0-9]{" + RandomText.SECRET_KEY_CHARS + "}",
                RandomText.SECRET_KEY_CHARS + " letters and digits");
        grant.ifPresent(own -> requireUnique(lineById, own.id(), entry, "id"));
        return grant.flatMap(own -> secret.map(it -> new AccessKey(own, it)));
    }

    private <T> void requireUnique(Map<T, Integer> lines, T value, JsonNode entry, String field) {
        Integer first = lines.putIfAbsent(value, YamlReader.line(entry.get(field)));
        if (first != null) {
            problem(entry.get(field), "the " + field + " is also used in line " + first);
        }
    }

    private void problem(JsonNode value, String text) {
        problems.add(FileProblem.at(value, text));
    }
}
