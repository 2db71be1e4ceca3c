package dev.functiongraph.async.contract.server.check.credentials;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.generate.ValidEvents;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.NotApplicableException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.Functions;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.Requests;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checks of credentials, where the server requires some. */
public final class CredentialChecks {
    private static final String TOKEN = "X-Auth-Token";
    private static final String FORGED =
            "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=host;x-sdk-date, Signature=" + "7b".repeat(32);

    private CredentialChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "credentials.absent", CredentialChecks::absent,
                "credentials.wrong", CredentialChecks::wrong,
                "credentials.challenge", CredentialChecks::challenge,
                "credentials.other-project", CredentialChecks::otherProject,
                "credentials.first", CredentialChecks::first);
    }

    private static void needsCredentials(Probe probe) throws NotApplicableException {
        if (!probe.settings().requiresCredentials()) {
            throw new NotApplicableException(
                    "neither --token nor --ak was given, so the server is assumed to require" + " no credentials");
        }
    }

    /** One right request of each operation, but for its credentials. */
    private static List<Message> withoutCredentials(Probe probe) {
        Requests requests = probe.requests();
        String urn = probe.functions().enabled();
        return List.of(
                Requests.withoutCredentials(requests.invoke(urn, "{}")),
                Requests.withoutCredentials(requests.list(urn, "")),
                Requests.withoutCredentials(requests.cancel(urn, Requests.CANCEL_OF_UNKNOWN_ID)));
    }

    private static void absent(Probe probe) throws CouldNotRunException, NotApplicableException, InterruptedException {
        needsCredentials(probe);
        areUnauthorized(probe, withoutCredentials(probe));
    }

    private static void areUnauthorized(Probe probe, List<Message> messages)
            throws CouldNotRunException, InterruptedException {
        for (Exchange exchange : Concurrently.send(probe, messages)) {
            probe.expect(exchange).status(401);
        }
    }

    private static void wrong(Probe probe) throws CouldNotRunException, NotApplicableException, InterruptedException {
        needsCredentials(probe);
        Optional<String> right = probe.settings().token();
        boolean gateway = probe.settings().headers().first("Authorization").isPresent();
        List<Message> refused = new ArrayList<>();
        for (Message message : withoutCredentials(probe)) {
            refused.add(message.with(TOKEN, ""));
            refused.add(message.with(TOKEN, Long.toHexString(probe.random().nextLong())));
            for (String akin : right.map(token -> akin(probe, token)).orElse(List.of())) {
                refused.add(message.with(TOKEN, akin));
            }
            String bearer = "Bearer " + Long.toHexString(probe.random().nextLong());
            if (!gateway) {
                refused.add(message.with("Authorization", bearer));
                refused.add(message.with("Authorization", FORGED).with("X-Sdk-Date", "20260102T030405Z"));
            }
        }
        areUnauthorized(probe, refused);
    }

    private static List<String> akin(Probe probe, String token) {
        Set<String> akin =
                new LinkedHashSet<>(List.of(token + "0", token.substring(0, token.length() - 1), changed(token)));
        akin.addAll(LetterCase.variants(token, probe.random()));
        return List.copyOf(akin);
    }

    /** In its middle: the last letters of a signature in base64 can mean the same as others. */
    private static String changed(String token) {
        int middle = token.length() / 2;
        String other = token.charAt(middle) == '0' ? "1" : "0";
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }

    private static void challenge(Probe probe)
            throws CouldNotRunException, NotApplicableException, InterruptedException {
        needsCredentials(probe);
        for (Message message : withoutCredentials(probe)) {
            Exchange exchange = probe.send(message);
            if (exchange.status() != 401) {
                throw new CouldNotRunException("missing credentials were not answered 401: " + exchange.summary());
            }
            boolean named = exchange.received().orElseThrow().answer().headers().values("WWW-Authenticate").stream()
                    .anyMatch(scheme -> !scheme.isBlank());
            probe.expect(exchange).that(named, "a WWW-Authenticate that names a scheme", "missing");
        }
    }

    private static void otherProject(Probe probe)
            throws CouldNotRunException, NotApplicableException, InterruptedException {
        needsCredentials(probe);
        Requests requests = probe.requests();
        String own = probe.functions().project();
        String other = own.startsWith("0") ? own.replace('0', '1') : "0" + own.substring(1);
        String urn = probe.functions().enabled().replace(own, other);
        for (Message message : List.of(
                Requests.json(requests.to(OperationId.INVOKE, other, urn, ""), "{}"),
                requests.to(OperationId.LIST, other, urn, ""),
                Requests.json(requests.to(OperationId.CANCEL, other, urn, ""), Requests.CANCEL_OF_UNKNOWN_ID))) {
            probe.expect(probe.send(message)).status(403);
        }
    }

    private static void first(Probe probe) throws CouldNotRunException, NotApplicableException, InterruptedException {
        needsCredentials(probe);
        Requests requests = probe.requests();
        Functions functions = probe.functions();
        Message invoke = Requests.withoutCredentials(requests.invoke(functions.enabled(), "{}"));
        List<Message> refused = List.of(
                invoke.withBody("{\"a\":\"" + "x".repeat(ValidEvents.LARGEST) + "\"}"),
                invoke.replacing("Content-Type", "text/plain"),
                invoke.with("Accept", "text/html"),
                invoke.withBody("{\"a\":1}"),
                invoke.withBody("no JSON"),
                requests.to(OperationId.INVOKE, "short", functions.enabled(), ""),
                requests.invoke("a..b", "{}"),
                requests.invoke(functions.absent(), "{}"),
                requests.invoke(functions.disabled(), "{}"),
                requests.list(functions.enabled(), "?limit=x"),
                requests.list(functions.enabled(), "").with("Accept", "text/html"),
                requests.list(functions.absent(), ""),
                requests.cancel(functions.enabled(), "{}"),
                requests.cancel(functions.absent(), Requests.CANCEL_OF_UNKNOWN_ID));
        areUnauthorized(
                probe, refused.stream().map(Requests::withoutCredentials).toList());
    }
}
