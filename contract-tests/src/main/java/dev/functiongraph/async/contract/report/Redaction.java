package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.spec.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The redaction of secrets in reports: the name of a shell variable replaces each one, also where a server repeats
 * what it was sent. Immutable.
 */
public final class Redaction {
    public static final Redaction NONE = new Redaction(List.of());

    /** A secret that is shorter is hidden only where it was sent: it would be found in every other word. */
    private static final int SHORTEST = 4;

    /** The same for headers, whose values are often ordinary words and not secret at all. */
    private static final int SHORTEST_OF_HEADER = 8;

    /** Stand for the variables in texts that are still to be quoted; no message on the wire has them, being bytes. */
    private static final char FIRST_PLACEHOLDER = '\uE000';

    /** No variable of a shell that means something else, as PATH does. */
    private static final String PREFIX = "KIT_";

    /** Stands where a text was cut off. */
    private static final String CUT = "… (";

    private static final String OTHER = PREFIX + "ANOTHER_TOKEN";

    /** Where the kit itself reads it. */
    public static final String SECRET_KEY = "FUNCTIONGRAPH_SK";

    /** Whoever has one can send its request again for a quarter of an hour. */
    private static final Pattern SIGNATURE = Pattern.compile("(Signature=)[0-9a-fA-F]{64}");

    private final List<Secret> secrets;

    /** @param isEverywhere whether it is hidden everywhere, and not only where it was sent */
    private record Secret(String variable, String header, String value, boolean isEverywhere) {}

    private Redaction(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /**
     * @param token the value of X-Auth-Token, or empty
     * @param headers all of whose values are secret
     * @param known texts that reports show in any case, such as URLs: what is a part of one is not hidden elsewhere
     */
    public static Redaction of(String token, Headers headers, String... known) {
        return new Redaction(Stream.concat(
                        Stream.of(new Secret(PREFIX + "TOKEN", "X-Auth-Token", token, token.length() >= SHORTEST)),
                        headers.fields().stream()
                                .map(field -> new Secret(
                                        PREFIX
                                                + field.name()
                                                        .toUpperCase(Locale.ROOT)
                                                        .replaceAll("[^A-Z0-9]", "_"),
                                        field.name(),
                                        field.value(),
                                        field.value().length() >= SHORTEST_OF_HEADER
                                                && Stream.of(known).noneMatch(text -> text.contains(field.value())))))
                .filter(secret -> !secret.value().isEmpty())
                .sorted(Comparator.comparing((Secret secret) -> -secret.value().length()))
                .toList());
    }

    /** With a secret key, which no request has. */
    Redaction withSecretKey(String secret) {
        List<Secret> more = new ArrayList<>(secrets);
        more.add(new Secret(SECRET_KEY, "", secret, secret.length() >= SHORTEST));
        return new Redaction(more);
    }

    boolean isSecretKey(String text) {
        return secrets.stream()
                .anyMatch(secret ->
                        secret.variable().equals(SECRET_KEY) && secret.value().equals(text));
    }

    /** The text, with {@code $KIT_TOKEN} for the token. */
    public String text(String text) {
        return SIGNATURE.matcher(named(masked(withoutCutSecrets(text)))).replaceAll("$1…");
    }

    /** The text with a placeholder for each secret. */
    String masked(String text) {
        String masked = text;
        for (int i = 0; i < secrets.size(); i++) {
            Secret secret = secrets.get(i);
            if (secret.isEverywhere()) {
                String placeholder = Character.toString(FIRST_PLACEHOLDER + i);
                masked = masked.replace(secret.value(), placeholder).replace(inJson(secret.value()), placeholder);
            }
        }
        return masked;
    }

    private static String inJson(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
    }

    /** A text that was cut off may end with part of a secret. */
    private String withoutCutSecrets(String text) {
        String whole = text;
        for (int cut = text.lastIndexOf(CUT); cut >= 0; cut = text.lastIndexOf(CUT, cut - 1)) {
            whole = withoutCutSecret(whole, cut);
        }
        return whole;
    }

    private String withoutCutSecret(String text, int cut) {
        for (Secret secret : secrets.stream().filter(Secret::isEverywhere).toList()) {
            for (int length = Math.min(cut, secret.value().length() - 1); length >= SHORTEST; length--) {
                if (text.startsWith(secret.value().substring(0, length), cut - length)) {
                    return text.substring(0, cut - length) + "$" + secret.variable() + text.substring(cut);
                }
            }
        }
        return text;
    }

    /** The value of a header field that was sent, with a placeholder for a secret. */
    String masked(Headers.Field field) {
        for (int i = 0; i < secrets.size(); i++) {
            Secret secret = secrets.get(i);
            if (secret.header().equalsIgnoreCase(field.name())) {
                if (secret.value().equals(field.value())) {
                    return Character.toString(FIRST_PLACEHOLDER + i);
                }
                // A wrong token that was made from the right one would reveal most of it.
                if (isAkin(secret.value(), field.value())) {
                    return Character.toString(FIRST_PLACEHOLDER + secrets.size());
                }
            }
        }
        return masked(field.value());
    }

    private static boolean isAkin(String secret, String other) {
        int length = Math.min(SHORTEST, Math.min(secret.length(), other.length()));
        return length > 0
                && (secret.regionMatches(true, 0, other, 0, length)
                        || secret.regionMatches(
                                true, secret.length() - length, other, other.length() - length, length));
    }

    /** The variable that a placeholder stands for. */
    Map<Character, String> variables() {
        return Stream.iterate(0, i -> i <= secrets.size(), i -> i + 1)
                .collect(Collectors.toMap(i -> (char) (FIRST_PLACEHOLDER + i), this::variable));
    }

    private String variable(int index) {
        return index < secrets.size() ? secrets.get(index).variable() : OTHER;
    }

    String named(String masked) {
        String named = masked;
        for (int i = 0; i <= secrets.size(); i++) {
            named = named.replace(Character.toString(FIRST_PLACEHOLDER + i), "$" + variable(i));
        }
        return named;
    }
}
