package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The source of each request's token, which is never printed. */
final class Credentials {

    static final String HEADER = "X-Auth-Token";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private final @Nullable Supplier<@Nullable String> token;

    /** Without a supplier (null), no request has a token. */
    Credentials(@Nullable Supplier<@Nullable String> token) {
        this.token = token;
    }

    void addTo(HttpRequest.Builder request) {
        String value = token == null ? null : token.get();
        if (value == null) {
            return;
        }
        // Checked here, because the JDK's own message would quote the token.
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            throw new IllegalArgumentException("the token is empty or has characters that a header cannot have,"
                    + " such as a space or a line break at its end");
        }
        request.setHeader(HEADER, value);
    }

    @Override
    public String toString() {
        return token == null ? "none" : "(redacted)";
    }
}
