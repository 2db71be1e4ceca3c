package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The headers that each attempt adds to its request: the credentials, and the caller's own. Values are never printed.
 */
record AddedHeaders(Credentials credentials, Function<OutgoingRequest, Map<String, String>> own, Time time) {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("|[!-~]([ \\t!-~]*[!-~])?");

    /** Of this client, and of the HTTP connection. */
    private static final Set<String> TAKEN = Set.of(
            Token.HEADER.toLowerCase(Locale.ROOT),
            "accept",
            // No answer is decoded.
            "accept-encoding",
            "content-type",
            "user-agent",
            "connection",
            "content-length",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    HttpRequest addTo(Request<?> request, OutgoingRequest outgoing) {
        HttpRequest.Builder complete = HttpRequest.newBuilder(request.http(), (name, value) -> true);
        credentials.addTo(complete, request, time.date());
        Objects.requireNonNull(own.apply(outgoing), "the added headers").forEach((name, value) -> {
            check(name, value);
            complete.setHeader(name, value);
        });
        return complete.build();
    }

    private void check(String name, String value) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of an added header is null, empty, or not a valid header name");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower) || credentials.headers().contains(lower)) {
            throw new IllegalArgumentException("the header " + name + " is the client's own and cannot be added");
        }
        // Checked here, because the JDK's own message would quote the value.
        if (value == null || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the value of the added header " + name + " is null or has characters that a header cannot have");
        }
    }
}
