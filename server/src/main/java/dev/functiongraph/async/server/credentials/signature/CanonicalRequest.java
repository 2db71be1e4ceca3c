package dev.functiongraph.async.server.credentials.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a request whose hash is signed. */
final class CanonicalRequest {
    private static final int USUAL_LENGTH = 512;
    /**
     * What a caller may have escaped, the separators of a URN. With any other escape, a signature of a path that means
     * nothing would count for one that means something.
     */
    private static final Pattern ESCAPED_URN = Pattern.compile("(?i)[^%]*(?:%(?:3a|21)[^%]*)+");

    private CanonicalRequest() {}

    /**
     * The forms of which each may be the one that was signed: where a path was sent with escapes, there may be two.
     *
     * @param signedHeaders the names of the headers that are signed, each of which the request has
     */
    static List<String> texts(RequestHead head, List<String> signedHeaders, String bodyHash) {
        String path = head.path();
        String rest = rest(head, signedHeaders, bodyHash);
        String plain = head.method() + "\n" + path(path, true) + rest;
        // The vendor's Java SDK escapes the escapes, if its caller has already made some.
        return ESCAPED_URN.matcher(path).matches()
                ? List.of(plain, head.method() + "\n" + path(path, false) + rest)
                : List.of(plain);
    }

    private static String rest(RequestHead head, List<String> signedHeaders, String bodyHash) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH).append('\n');
        appendQuery(text, head.query());
        text.append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':').append(head.headers(name).get(0)).append('\n');
        }
        text.append('\n');
        return text.append(String.join(";", signedHeaders))
                .append('\n')
                .append(bodyHash)
                .toString();
    }

    /** It ends with a slash, whether the path does or not. */
    private static String path(String sent, boolean decoded) {
        StringBuilder path = new StringBuilder(USUAL_LENGTH);
        int start = 0;
        for (int slash = sent.indexOf('/'); slash >= 0; slash = sent.indexOf('/', start)) {
            UriEscapes.append(path, sent, start, slash, decoded, false);
            path.append('/');
            start = slash + 1;
        }
        if (start < sent.length()) {
            UriEscapes.append(path, sent, start, sent.length(), decoded, false);
            path.append('/');
        }
        return path.toString();
    }

    private record Parameter(String name, String value) {}

    private static void appendQuery(StringBuilder text, @Nullable String query) {
        if (query == null || query.isEmpty()) {
            return;
        }
        String separator = "";
        for (Parameter parameter : parameters(query)) {
            text.append(separator).append(parameter.name).append('=').append(parameter.value);
            separator = "&";
        }
    }

    private static List<Parameter> parameters(String query) {
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start <= query.length()) {
            int and = query.indexOf('&', start);
            int end = and < 0 ? query.length() : and;
            if (end > start) {
                int equals = query.indexOf('=', start);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                parameters.add(new Parameter(
                        canonical(query, start, nameEnd), canonical(query, Math.min(nameEnd + 1, end), end)));
            }
            start = end + 1;
        }
        // The values of one name stay in their order.
        parameters.sort(Comparator.comparing(Parameter::name));
        return parameters;
    }

    private static String canonical(String query, int from, int to) {
        StringBuilder part = new StringBuilder(to - from);
        UriEscapes.append(part, query, from, to, true, true);
        return part.toString();
    }
}
