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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    private static void method(Probe probe) throws CouldNotRunException, InterruptedException {
        expectRefused(
                probe,
                SignedRequests.each(probe).stream()
                        .map(message -> message.signedAs(message.withMethod("PUT")))
                        .toList());
    }

    private static void path(Probe probe) throws CouldNotRunException, InterruptedException {
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        Message invoke = SignedRequests.invoke(probe);
        List<Message> refused = new ArrayList<>(Stream.of(
                        requests.invoke(functions.disabled()).target(),
                        SignedRequests.cancel(probe).target(),
                        invoke.target().replace("/v2/", "/v1/"))
                .map(target -> invoke.signedAs(invoke.withTarget(target)))
                .toList());
        refused.add(requests.list(functions.enabled(), "").signedAs(requests.list(functions.absent(), "")));
        expectRefused(probe, refused);
    }

    private static void query(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        Message list = SignedRequests.list(probe);
        expectRefused(
                probe,
                Stream.of("", "?limit=2", "?limit=1&marker=0", "?limit=1&limit=1", "?Limit=1")
                        .map(query -> list.signedAs(probe.requests().list(urn, query)))
                        .toList());
    }

    private static void body(Probe probe) throws CouldNotRunException, InterruptedException {
        Message invoke = SignedRequests.invoke(probe);
        Message none = probe.requests().invoke(probe.functions().enabled());
        Message cancel = SignedRequests.cancel(probe);
        String otherId = Requests.cancellation("e834cb5b-1b2b-4c6b-b41c-8bd10fd41827");
        expectRefused(
                probe,
                List.of(
                        invoke.withBody("{\"signed\":\"Event\"}").signedAs(invoke),
                        invoke.withBody("{\"signed\": \"event\"}").signedAs(invoke),
                        none.signedAs(invoke),
                        invoke.signedAs(none),
                        invoke.withChunks(bytes("{}"), 2).signedAs(invoke),
                        cancel.withBody(otherId).signedAs(cancel)));
    }

    private static void header(Probe probe) throws CouldNotRunException, InterruptedException {
        List<Message> refused = new ArrayList<>();
        for (Message message : SignedRequests.each(probe)) {
            Message plain = message.resigned(by -> by.withHeaders("host", "x-sdk-date", "x-thing"));
            Message signed = plain.with(THING, "signed");
            refused.add(plain.with(THING, "other").signedAs(signed));
            refused.add(plain.signedAs(signed));
            refused.add(plain);
            refused.add(signed.with(THING, "signed").signedAs(signed));
            refused.add(signed.with(THING, "other").signedAs(signed));
        }
        Message typed =
                SignedRequests.invoke(probe).resigned(by -> by.withHeaders("content-type", "host", "x-sdk-date"));
        refused.add(typed.replacing("Content-Type", "application/json; charset=utf-8")
                .signedAs(typed));
        expectRefused(probe, refused);
    }

    private static void contentHash(Probe probe) throws CouldNotRunException, InterruptedException {
        List<Message> refused = new ArrayList<>();
        for (Message message : SignedRequests.each(probe)) {
            for (String hash : List.of("UNSIGNED-PAYLOAD", CanonicalRequest.sha256(bytes("{\"another\":\"body\"}")))) {
                Message declared = message.with(CanonicalRequest.CONTENT_HASH, hash);
                refused.add(declared);
                refused.add(declared.resigned(by -> by.withHeaders("host", "x-sdk-content-sha256", "x-sdk-date")));
            }
        }
        expectRefused(probe, refused);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
