package dev.functiongraph.async.contract.spec;

import java.nio.charset.StandardCharsets;

/**
 * A server's answer.
 *
 * @param body empty where there was none
 */
public record Answer(int status, Headers headers, byte[] body) {

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " " + headers.fields() + " " + text();
    }
}
