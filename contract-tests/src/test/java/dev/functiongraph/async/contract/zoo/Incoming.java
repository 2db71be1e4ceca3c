package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A request as a server of the zoo has read it.
 *
 * @param target as it was sent, but without the scheme and host of an absolute form
 * @param tooLarge the body is over the limit, and was not read to its end
 */
record Incoming(String method, String target, String version, Headers headers, byte[] body, boolean tooLarge) {

    String path() {
        return target.split("\\?", 2)[0];
    }

    String query() {
        return target.contains("?") ? target.split("\\?", 2)[1] : "";
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return headers.first(name);
    }

    Incoming withTarget(String other) {
        return new Incoming(method, other, version, headers, body, tooLarge);
    }

    /** Whether the connection ends after its answer. */
    boolean closes() {
        return tooLarge
                || headers.values("Connection").stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .anyMatch(option -> option.strip().equalsIgnoreCase("close"))
                || version.equals("HTTP/1.0");
    }
}
