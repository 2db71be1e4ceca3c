package dev.functiongraph.async.contract.server.check.signature;

import static dev.functiongraph.async.contract.server.check.signature.SignedRequests.expectRefused;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Signing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The checks of the headers that make up a signature: their form, their time, and what must be signed. */
public final class SignatureFormChecks {
    private static final String AUTHORIZATION = Signing.AUTHORIZATION;
    private static final String DATE = Signing.DATE;
    /** The clocks of kit and server may differ a little. */
    private static final List<Duration> TOO_FAR =
            List.of(Duration.ofMinutes(20), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(365));

    private SignatureFormChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "signature.date-old", SignedRequests.withKey(SignatureFormChecks::dateOld),
                "signature.date-future", SignedRequests.withKey(SignatureFormChecks::dateFuture),
                "signature.date-malformed", SignedRequests.withKey(SignatureFormChecks::dateMalformed),
                "signature.date-unsigned", SignedRequests.withKey(probe -> unsigned(probe, "host")),
                "signature.host-unsigned", SignedRequests.withKey(probe -> unsigned(probe, "x-sdk-date")),
                "signature.authorization-malformed", SignedRequests.withKey(SignatureFormChecks::malformed),
                "signature.authorization-repeated", SignedRequests.withKey(SignatureFormChecks::repeated));
    }

    private static void dateOld(Probe probe) throws CouldNotRunException {
        for (Duration past : TOO_FAR) {
            at(probe, past.negated());
        }
    }

    private static void dateFuture(Probe probe) throws CouldNotRunException {
        for (Duration future : TOO_FAR) {
            at(probe, future);
        }
    }

    private static void at(Probe probe, Duration offset) throws CouldNotRunException {
        for (Message message : SignedRequests.each(probe)) {
            expectRefused(probe, message.resigned(by -> by.withOffset(offset)));
        }
    }

    private static void dateMalformed(Probe probe) throws CouldNotRunException {
        Instant now = Instant.now();
        String right = Signing.date(now);
        for (Message message : SignedRequests.each(probe)) {
            expectRefused(probe, message.without(DATE));
            expectRefused(probe, message.with(DATE, right));
            for (String malformed : List.of(
                    "",
                    now.toString(),
                    right.replace("Z", ""),
                    right + "0",
                    right.replaceFirst("T[0-9]{2}", "T24"),
                    right.substring(0, 8),
                    Long.toString(now.getEpochSecond()),
                    "now")) {
                expectRefused(probe, message.replacing(DATE, malformed));
            }
        }
    }

    /** Signs these headers only. */
    private static void unsigned(Probe probe, String... headers) throws CouldNotRunException {
        for (Message message : SignedRequests.each(probe)) {
            expectRefused(probe, message.resigned(by -> by.withHeaders(headers)));
        }
    }

    private static void malformed(Probe probe) throws CouldNotRunException {
        for (Message message : SignedRequests.each(probe)) {
            String right = message.unresolved().headers().first(AUTHORIZATION).orElseThrow();
            for (String malformed : List.of(
                    "SDK-HMAC-SHA256",
                    right.replaceFirst(", Signature=.*", ""),
                    right.replaceFirst("Signature=.*", "Signature="),
                    right + "00",
                    right.replaceFirst(" SignedHeaders=[^,]*,", ""),
                    right.replaceFirst(" Access=[^,]*,", ""),
                    right.replaceFirst("Access=[^,]*", "Access="),
                    right.replaceFirst("SDK-HMAC-SHA256", "SDK-HMAC-SM3"),
                    right.replaceFirst("SDK-HMAC-SHA256 ", ""))) {
                expectRefused(probe, message.replacing(AUTHORIZATION, malformed));
            }
        }
    }

    private static void repeated(Probe probe) throws CouldNotRunException {
        for (Message message : SignedRequests.each(probe)) {
            String right = message.unresolved().headers().first(AUTHORIZATION).orElseThrow();
            String wrong = right.replaceFirst("Signature=.*", "Signature=" + "7b".repeat(32));
            expectRefused(
                    probe,
                    List.of(
                            message.with(AUTHORIZATION, right),
                            message.with(AUTHORIZATION, wrong),
                            message.replacing(AUTHORIZATION, wrong).with(AUTHORIZATION, right)));
        }
    }
}
