package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The token of each request, which is never printed. */
final class Token implements Credentials {

    static final String HEADER = "X-Auth-Token";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private final Supplier<@Nullable String> supplier;

    Token(Supplier<@Nullable String> supplier) {
        this.supplier = supplier;
    }

    @Override
    public Set<String> headers() {
        return Set.of(HEADER.toLowerCase(Locale.ROOT));
    }

    @Override
    public void addTo(HttpRequest.Builder attempt, Request<?> request, Instant now) {
        String value = supplier.get();
        if (value == null) {
            return;
        }
        // Checked here, because the JDK's own message would quote the token.
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            throw new IllegalArgumentException("the token is empty or has characters that a header cannot have,"
                    + " such as a space or a line break at its end");
        }
        attempt.setHeader(HEADER, value);
    }

    @Override
    public String toString() {
        return "token (redacted)";
    }
}
