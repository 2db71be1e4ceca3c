package dev.functiongraph.async.contract.client.check.send;

import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** The check of how path parameters are encoded. */
final class PathEncoding {
    /** A path segment by RFC 3986. */
    private static final Pattern SEGMENT = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*");

    private PathEncoding() {}

    static void encoding(Conversation conversation, ClientExpectation expectation) throws CouldNotRunException {
        String path = conversation.first().path();
        Map<String, String> sent = conversation
                .operation()
                .match(path)
                .orElseThrow(() -> new CouldNotRunException("the path is not the contract's: " + path));
        judge(expectation, conversation.call().projectId(), sent.getOrDefault("project_id", ""));
        judge(expectation, conversation.call().functionUrn(), sent.getOrDefault("function_urn", ""));
    }

    private static void judge(ClientExpectation expectation, String expected, String raw) {
        boolean valid = SEGMENT.matcher(raw).matches();
        expectation.that(valid, "a path segment by RFC 3986", raw);
        // In a path a plus is a plus.
        expectation.that(
                !valid
                        || URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8)
                                .equals(expected),
                "a segment that decodes to " + expected,
                raw);
    }
}
