package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The check of a body's kind: JSON in UTF-8, without a content coding. A body of any other kind is given a media type
 * that no operation takes; so Jersey refuses it with 415 where an operation reads a body, and in its place in the
 * order of errors.
 */
@PreMatching
final class MediaTypeFilter implements ContainerRequestFilter, ContainerResponseFilter {
    // All possessive: a header may be long, and a stack is not.
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String TEXT = "[\\t !#-\\[\\]-~\\x80-\\xff]*+";
    private static final String QUOTED = "\"" + TEXT + "(?:\\\\[\\t -~\\x80-\\xff]" + TEXT + ")*+\"";
    /** RFC 9110, section 5.6.6: a parameter between two semicolons may be missing. */
    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*+;[ \\t]*+(?:(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + "))?+");

    private static final Pattern JSON =
            Pattern.compile("(?i)application/json((?:" + PARAMETER.pattern() + ")*+)[ \\t]*+");

    private static final List<String> PLAIN_JSON = List.of(MediaType.APPLICATION_JSON);
    private static final String UNREADABLE = "application/octet-stream";

    @Override
    public void filter(ContainerRequestContext request) {
        if (isPlainJson(request.getHeaders())) {
            return;
        }
        List<String> types = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        if (isCoded(request)) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, UNREADABLE);
        } else if (types != null) {
            boolean isJson = types.size() == 1 && isJson(types.get(0));
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, isJson ? MediaType.APPLICATION_JSON : UNREADABLE);
        }
    }

    /** As almost every request has it: there is nothing to parse, and nothing to change. */
    private static boolean isPlainJson(MultivaluedMap<String, String> headers) {
        return PLAIN_JSON.equals(headers.get(HttpHeaders.CONTENT_TYPE))
                && !headers.containsKey(HttpHeaders.CONTENT_ENCODING);
    }

    /** RFC 9110, section 12.5.3: with this, and in no other 415, so that a client can tell the two apart. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == ErrorStatus.UNSUPPORTED_MEDIA_TYPE && isCoded(request)) {
            response.getHeaders().putSingle(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
    }

    /** {@code identity} is no coding (RFC 9110, section 8.4.1), and neither is an empty list of them. */
    private static boolean isCoded(ContainerRequestContext request) {
        return request.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of()).stream()
                .flatMap(codings -> Stream.of(codings.split(",")))
                .map(String::strip)
                .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
    }

    static boolean isJson(String contentType) {
        Matcher json = JSON.matcher(contentType);
        if (!json.matches()) {
            return false;
        }
        Matcher parameter = PARAMETER.matcher(json.group(1));
        while (parameter.find()) {
            if (MediaType.CHARSET_PARAMETER.equalsIgnoreCase(parameter.group(1)) && !isUtf8(parameter.group(2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(String charset) {
        String plain = charset.startsWith("\"")
                ? charset.substring(1, charset.length() - 1).replaceAll("\\\\(.)", "$1")
                : charset;
        return plain.equalsIgnoreCase("utf-8");
    }
}
