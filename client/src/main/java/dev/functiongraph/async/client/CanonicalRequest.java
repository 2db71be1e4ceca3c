package dev.functiongraph.async.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a request that is signed, in which each escape has only one form. */
final class CanonicalRequest {

    private static final String UNRESERVED = "-_.~";

    private CanonicalRequest() {}

    /**
     * @param signed the headers that are signed, by their names in lower case
     * @param bodySha256 in small hexadecimal digits
     */
    static String of(String method, URI uri, SortedMap<String, String> signed, String bodySha256) {
        StringBuilder text = new StringBuilder();
        text.append(method).append('\n');
        text.append(path(uri.getRawPath())).append('\n');
        text.append(query(uri.getRawQuery())).append('\n');
        signed.forEach((name, value) ->
                text.append(name).append(':').append(value.strip()).append('\n'));
        text.append('\n').append(String.join(";", signed.keySet())).append('\n');
        return text.append(bodySha256).toString();
    }

    /** Returns the value of Host, as the JDK's client sends it: without the port that the scheme has anyway. */
    static String host(URI uri) {
        int usual = "https".equals(uri.getScheme().toLowerCase(Locale.ROOT)) ? 443 : 80;
        return uri.getPort() == -1 || uri.getPort() == usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String path(String raw) {
        String path = Arrays.stream(raw.split("/", -1))
                .map(CanonicalRequest::encodedAnew)
                .collect(Collectors.joining("/"));
        return path.endsWith("/") ? path : path + "/";
    }

    private static String query(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        return Arrays.stream(raw.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .map(parts -> new String[] {encodedAnew(parts[0]), parts.length == 1 ? "" : encodedAnew(parts[1])})
                .sorted(Comparator.comparing(parts -> parts[0]))
                .map(parts -> parts[0] + "=" + parts[1])
                .collect(Collectors.joining("&"));
    }

    /** Decodes once, then encodes all but the unreserved characters of RFC 3986. */
    private static String encodedAnew(String raw) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : decoded(raw)) {
            char character = (char) (octet & 0xFF);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    /** A URI's escapes are well-formed. */
    private static byte[] decoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                int end = raw.indexOf('%', i) < 0 ? raw.length() : raw.indexOf('%', i);
                bytes.writeBytes(raw.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        return bytes.toByteArray();
    }
}
