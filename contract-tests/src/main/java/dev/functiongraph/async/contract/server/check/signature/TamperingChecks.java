package dev.functiongraph.async.contract.server.check.signature;

import static dev.functiongraph.async.contract.server.check.signature.SignedRequests.expectRefused;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.CanonicalRequest;
import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The checks of requests that are not as they were signed. */
public final class TamperingChecks {
    private static final String THING = "X-Thing";

    private TamperingChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "signature.method", SignedRequests.withKey(TamperingChecks::method),
                "signature.path", SignedRequests.withKey(TamperingChecks::path),
                "signature.query", SignedRequests.withKey(TamperingChecks::query),
                "signature.body", SignedRequests.withKey(TamperingChecks::body),
                "signature.header", SignedRequests.withKey(TamperingChecks::header),
                "signature.content-hash", SignedRequests.withKey(TamperingChecks::contentHash));
    }

    private static void method(Probe probe) throws CouldNotRunException {
        for (Message message : SignedRequests.each(probe)) {
            expectRefused(probe, message.signedAs(message.withMethod("PUT")));
        }
    }

    private static void path(Probe probe) throws CouldNotRunException {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        Message invoke = SignedRequests.invoke(probe);
        expectRefused(
                probe,
                invoke.signedAs(
                        invoke.withTarget(requests.invoke(functions.disabled()).target())));
        expectRefused(
                probe,
                invoke.signedAs(invoke.withTarget(SignedRequests.cancel(probe).target())));
        expectRefused(probe, invoke.signedAs(invoke.withTarget(invoke.target().replace("/v2/", "/v1/"))));
        Message list = requests.list(functions.enabled(), "");
        expectRefused(probe, list.signedAs(requests.list(functions.absent(), "")));
    }

    private static void query(Probe probe) throws CouldNotRunException {
        String urn = probe.functions().enabled();
        Message list = SignedRequests.list(probe);
        for (String query : List.of("", "?limit=2", "?limit=1&marker=0", "?limit=1&limit=1", "?Limit=1")) {
            expectRefused(probe, list.signedAs(probe.requests().list(urn, query)));
        }
    }

    private static void body(Probe probe) throws CouldNotRunException {
        Message invoke = SignedRequests.invoke(probe);
        Message other = invoke.withBody("{\"signed\":\"Event\"}");
        Message none = probe.requests().invoke(probe.functions().enabled());
        expectRefused(
                probe,
                List.of(
                        other.signedAs(invoke),
                        invoke.withBody("{\"signed\": \"event\"}").signedAs(invoke),
                        none.signedAs(invoke),
                        invoke.signedAs(none),
                        invoke.withChunks("{}".getBytes(StandardCharsets.UTF_8), 2)
                                .signedAs(invoke)));
        Message cancel = SignedRequests.cancel(probe);
        String otherId = Requests.cancellation("e834cb5b-1b2b-4c6b-b41c-8bd10fd41827");
        expectRefused(probe, cancel.withBody(otherId).signedAs(cancel));
    }

    private static void header(Probe probe) throws CouldNotRunException {
        for (Message message : SignedRequests.each(probe)) {
            Message plain = message.resigned(by -> by.withHeaders("host", "x-sdk-date", "x-thing"));
            Message signed = plain.with(THING, "signed");
            expectRefused(
                    probe,
                    List.of(
                            plain.with(THING, "other").signedAs(signed),
                            plain.signedAs(signed),
                            plain,
                            signed.with(THING, "signed").signedAs(signed),
                            signed.with(THING, "other").signedAs(signed),
                            plain.with(THING, "other").with(THING, "signed").signedAs(signed)));
        }
        Message typed =
                SignedRequests.invoke(probe).resigned(by -> by.withHeaders("content-type", "host", "x-sdk-date"));
        expectRefused(
                probe,
                typed.replacing("Content-Type", "application/json; charset=utf-8")
                        .signedAs(typed));
    }

    private static void contentHash(Probe probe) throws CouldNotRunException {
        for (Message message : SignedRequests.each(probe)) {
            String another = CanonicalRequest.sha256("{\"another\":\"body\"}".getBytes(StandardCharsets.UTF_8));
            for (String hash : List.of("UNSIGNED-PAYLOAD", another)) {
                Message declared = message.with(CanonicalRequest.CONTENT_HASH, hash);
                expectRefused(probe, declared);
                expectRefused(
                        probe, declared.resigned(by -> by.withHeaders("host", "x-sdk-content-sha256", "x-sdk-date")));
            }
        }
    }
}
