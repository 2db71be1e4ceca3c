package dev.functiongraph.async.contract.spec;

import java.nio.charset.StandardCharsets;

/**
 * A client's request.
 *
 * @param target path and query of the request line
 * @param body empty where there was none
 */
public record Request(String method, String target, Headers headers, byte[] body) {

    /** The path, percent-encoded as it was sent; of a target in absolute form, too. */
    public String path() {
        return target.split("\\?", 2)[0].replaceFirst("(?i)^https?://[^/]*", "");
    }

    /** The query, percent-encoded as it was sent; empty where there is none. */
    public String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + headers.fields() + " " + text();
    }
}
