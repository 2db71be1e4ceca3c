package dev.functiongraph.async.server.credentials;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a credentials file. All strings are quoted: a secret of digits alone would be a number. */
final class CredentialsWriter {
    private static final String HEAD = """
            # Whoever reads this file can sign with every key in it. It is for the server and its commands alone
            # (credentials create-token, create-key, list, revoke, rotate), which keep no comments.
            """;

    private CredentialsWriter() {}

    static String text(CredentialSet set) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append(CredentialsReader.HASH_KEY)
                .append(": ")
                .append(quoted(Base64.getEncoder().encodeToString(set.hashKey())))
                .append('\n');
        text.append(list(
                CredentialsReader.TOKENS,
                set.tokens().stream()
                        .map(token -> entry(token.grant(), "hash", token.hash().hex()))
                        .toList()));
        text.append(list(
                CredentialsReader.KEYS,
                set.keys().stream()
                        .map(key -> entry(key.grant(), "secret", key.secret()))
                        .toList()));
        return text.toString();
    }

    private static String list(String name, List<String> entries) {
        return entries.isEmpty() ? name + ": []\n" : name + ":\n" + String.join("", entries);
    }

    private static String entry(Grant grant, String field, String value) {
        String projects = grant.projects().stream()
                .map(CredentialsWriter::quoted)
                .collect(Collectors.joining(", ", "    projects: [", "]\n"));
        return "  - id: " + quoted(grant.id()) + "\n    " + field + ": " + quoted(value) + "\n    role: "
                + grant.role().text() + "\n" + (grant.role().isOperator() ? "" : projects) + "    created: "
                + quoted(grant.created().toString()) + "\n"
                + grant.expires()
                        .map(end -> "    expires: " + quoted(end.toString()) + "\n")
                        .orElse("")
                + grant.replacedBy()
                        .map(next -> "    replaced-by: " + quoted(next) + "\n")
                        .orElse("");
    }

    /** None of these values has a character that would have to be escaped. */
    private static String quoted(String value) {
        return '"' + value + '"';
    }
}
