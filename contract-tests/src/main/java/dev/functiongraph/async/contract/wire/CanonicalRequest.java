package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;

/**
 * The text of a request that a signature covers, as the contract defines it. Each of its characters is a byte. An
 * {@code X-Sdk-Content-Sha256} takes the place of the body's hash, right or wrong, as in the service's own clients.
 */
public final class CanonicalRequest {
    public static final String CONTENT_HASH = "X-Sdk-Content-Sha256";

    private static final String HEX = "0123456789ABCDEF";

    private CanonicalRequest() {}

    /** @param signed the names of the signed headers in small letters; the first value of each counts */
    public static String of(Request request, SortedSet<String> signed) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(request.method());
        lines.add(path(request.path()));
        lines.add(query(request.query()));
        for (String name : signed) {
            lines.add(name + ":" + request.headers().first(name).orElse("").strip());
        }
        lines.add("");
        lines.add(String.join(";", signed));
        return lines.add(request.headers().first(CONTENT_HASH).orElseGet(() -> sha256(request.body())))
                .toString();
    }

    private static String path(String raw) {
        StringJoiner segments = new StringJoiner("/");
        for (String segment : raw.split("/", -1)) {
            segments.add(inOneForm(segment));
        }
        String path = segments.toString();
        return path.endsWith("/") ? path : path + "/";
    }

    private static String query(String raw) {
        // A space is in nothing that is encoded.
        List<String> pairs = new ArrayList<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                pairs.add(inOneForm(pair.substring(0, equals)) + " " + inOneForm(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                pairs.add(inOneForm(pair) + " ");
            }
        }
        pairs.sort(Comparator.comparing(pair -> pair.substring(0, pair.indexOf(' '))));
        return String.join("&", pairs).replace(' ', '=');
    }

    /** Whatever was encoded, and however; an invalid escape is taken as it is. */
    private static String inOneForm(String raw) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : decoded(raw)) {
            if (isUnreserved(each)) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HEX.charAt((each >> 4) & 0xF)).append(HEX.charAt(each & 0xF));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte each) {
        return (each >= 'A' && each <= 'Z')
                || (each >= 'a' && each <= 'z')
                || (each >= '0' && each <= '9')
                || "-_.~".indexOf(each) >= 0;
    }

    private static byte[] decoded(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = bytes[i] == '%'
                    && i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            if (escape) {
                decoded.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toByteArray();
    }

    /** In small hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
