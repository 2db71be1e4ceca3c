package dev.functiongraph.async.contract.server.check.signature;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.CanonicalRequest;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The checks that right signatures are accepted, in all the forms that callers may choose. */
public final class RightSignatureChecks {
    private static final Duration SEVERAL_MINUTES = Duration.ofMinutes(10);

    private RightSignatureChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "signature.accepted", SignedRequests.withKey(RightSignatureChecks::accepted),
                "signature.canonical", SignedRequests.withKey(RightSignatureChecks::canonical),
                "signature.escaped-path", SignedRequests.withKey(RightSignatureChecks::escapedPath),
                "signature.date-window", SignedRequests.withKey(RightSignatureChecks::dateWindow),
                "signature.repeated", SignedRequests.withKey(RightSignatureChecks::repeated));
    }

    private static void accepted(Probe probe) throws CouldNotRunException {
        Message invoke = SignedRequests.invoke(probe);
        expect(probe, 202, invoke);
        expect(probe, 200, SignedRequests.list(probe));
        expect(probe, 400, SignedRequests.cancel(probe));
        // As the published guide, and the service's clients in Node.js and Java sign.
        Message project = invoke.with("X-Project-Id", probe.functions().project());
        expect(probe, 202, signing(invoke, "content-type", "host", "x-sdk-date"));
        expect(probe, 202, signing(project, "content-type", "host", "x-project-id", "x-sdk-date"));
        expect(
                probe,
                202,
                signing(
                        project.with("User-Agent", "kit/1.0 (a; b) c/2"),
                        "host",
                        "user-agent",
                        "x-project-id",
                        "x-sdk-date"));
        expect(probe, 202, signing(invoke.with("X-THING", "two  spaces, a comma"), "host", "x-sdk-date", "x-thing"));
        expect(probe, 202, invoke.with(CanonicalRequest.CONTENT_HASH, CanonicalRequest.sha256(invoke.body())));
        expect(probe, 202, invoke.withChunks(invoke.body(), 7));
        expect(probe, 202, probe.requests().invoke(probe.functions().enabled()));
    }

    private static Message signing(Message message, String... headers) {
        return message.resigned(by -> by.withHeaders(headers));
    }

    private static void canonical(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        String absentAlias = urn.substring(0, urn.lastIndexOf(':')) + ":!absent";
        for (String written : List.of(urn.replace(":", "%3A"), urn.replace(":", "%3a"), urn.replace("e", "%65"))) {
            expect(probe, 202, probe.requests().invoke(written, "{}"));
        }
        for (String written : List.of(absentAlias, absentAlias.replace("!", "%21"))) {
            expect(probe, 404, probe.requests().invoke(written, "{}"));
        }
        for (String query : List.of(
                "?marker=0&limit=1",
                "?limit=%31",
                "?limit=1&empty=",
                "?flag&limit=1",
                "?x-y=2&x=1&xy=0",
                "?limit=1&text=a%20b%2Bc~d*e!f%3Ag",
                "?limit=1&text=%E5%8C%97%e4%ba%ac")) {
            expect(probe, 200, probe.requests().list(urn, query));
        }
        // Whether an unknown parameter may be repeated is not said.
        Message repeated = probe.requests().list(urn, "?limit=1&x=b&x=a");
        probe.expect(probe.send(repeated)).statusIn(200, 400);
    }

    private static void escapedPath(Probe probe) throws CouldNotRunException {
        Message escaped = probe.requests().invoke(probe.functions().enabled().replace(":", "%3A"), "{}");
        expect(probe, 202, escaped.signedAs(escaped.withTarget(escaped.target().replace("%", "%25"))));
    }

    private static void dateWindow(Probe probe) throws CouldNotRunException {
        for (Duration offset : List.of(SEVERAL_MINUTES, SEVERAL_MINUTES.negated())) {
            expect(probe, 202, SignedRequests.invoke(probe).resigned(by -> by.withOffset(offset)));
            expect(probe, 200, SignedRequests.list(probe).resigned(by -> by.withOffset(offset)));
        }
    }

    private static void repeated(Probe probe) throws CouldNotRunException {
        Message invoke = SignedRequests.invoke(probe);
        Exchange first = probe.send(invoke);
        Exchange second = probe.send(invoke);
        probe.expect(first).status(202);
        probe.expect(List.of(first, second))
                .status(202)
                .that(
                        !first.field("request_id").equals(second.field("request_id")),
                        "another request_id than that of the first request",
                        second.summary());
    }

    private static void expect(Probe probe, int status, Message message) throws CouldNotRunException {
        probe.expect(probe.send(message)).status(status);
    }
}
