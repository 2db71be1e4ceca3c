package dev.functiongraph.async.server.credentials.signature;

import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An {@code Authorization} header with a signature:
 * {@code SDK-HMAC-SHA256 Access=<access key>, SignedHeaders=<names>, Signature=<hex>}.
 */
record AuthorizationHeader(String accessKey, List<String> signedHeaders, byte[] signature) {
    static final String ALGORITHM = "SDK-HMAC-SHA256";

    private static final String ACCESS = "Access";
    private static final String SIGNED_HEADERS = "SignedHeaders";
    private static final String SIGNATURE = "Signature";
    private static final List<String> PARTS = List.of(ACCESS, SIGNED_HEADERS, SIGNATURE);
    private static final int MAX_ACCESS_KEY_CHARS = 128;
    /** Each of them is looked for among all headers. */
    private static final int MAX_SIGNED_HEADERS = 64;

    private static final int MAX_NAME_CHARS = 100;
    private static final int SIGNATURE_DIGITS = 64;

    /** Whether it is to be a signature, right or wrong. */
    static boolean isMeant(String text) {
        return text.startsWith(ALGORITHM);
    }

    static AuthorizationHeader parse(String text) throws InvalidCredentialsException {
        if (!isMeant(text) || text.length() == ALGORITHM.length() || text.charAt(ALGORITHM.length()) != ' ') {
            throw malformed("it must begin with " + ALGORITHM + " and a space");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : text.substring(ALGORITHM.length()).split(",", PARTS.size() + 1)) {
            int equals = part.indexOf('=');
            String name = part.substring(0, Math.max(0, equals)).strip();
            if (!PARTS.contains(name)
                    || parts.put(name, part.substring(equals + 1).strip()) != null) {
                throw malformed("it must have " + String.join(", ", PARTS) + ", each once, with commas between them");
            }
        }
        return new AuthorizationHeader(
                accessKey(parts.getOrDefault(ACCESS, "")),
                signedHeaders(parts.getOrDefault(SIGNED_HEADERS, "")),
                signature(parts.getOrDefault(SIGNATURE, "")));
    }

    private static String accessKey(String text) throws InvalidCredentialsException {
        if (text.isEmpty() || text.length() > MAX_ACCESS_KEY_CHARS) {
            throw malformed(ACCESS + " must be an access key");
        }
        return text;
    }

    private static List<String> signedHeaders(String text) throws InvalidCredentialsException {
        String[] sent = text.split(";", MAX_SIGNED_HEADERS + 1);
        Set<String> names = new LinkedHashSet<>();
        for (String name : sent) {
            if (sent.length > MAX_SIGNED_HEADERS || !isName(name)) {
                throw malformed(SIGNED_HEADERS + " must be names of at most " + MAX_NAME_CHARS
                        + " characters in lower case, at most " + MAX_SIGNED_HEADERS
                        + ", with semicolons between them");
            }
            if (!names.add(name)) {
                throw malformed(SIGNED_HEADERS + " has " + name + " twice");
            }
        }
        return List.copyOf(names);
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NAME_CHARS
                && text.chars().allMatch(AuthorizationHeader::isInNames);
    }

    private static boolean isInNames(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static byte[] signature(String text) throws InvalidCredentialsException {
        try {
            if (text.length() == SIGNATURE_DIGITS) {
                return HexFormat.of().parseHex(text);
            }
        } catch (IllegalArgumentException e) {
            // As if it were too short.
        }
        throw malformed(SIGNATURE + " must be " + SIGNATURE_DIGITS + " hexadecimal digits");
    }

    private static InvalidCredentialsException malformed(String problem) {
        return new InvalidCredentialsException("the Authorization header is malformed: " + problem);
    }

    /** Without the signature. */
    @Override
    public String toString() {
        return "AuthorizationHeader[" + accessKey + ", " + signedHeaders + "]";
    }
}
