package dev.functiongraph.async.contract.server.check.signature;

import static dev.functiongraph.async.contract.server.check.signature.SignedRequests.expectRefused;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Signing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
                "signature.date-old", SignedRequests.withKey(probe -> at(probe, Duration::negated)),
                "signature.date-future", SignedRequests.withKey(probe -> at(probe, Function.identity())),
                "signature.date-malformed", SignedRequests.withKey(SignatureFormChecks::dateMalformed),
                "signature.date-unsigned", SignedRequests.withKey(probe -> unsigned(probe, "host")),
                "signature.host-unsigned", SignedRequests.withKey(probe -> unsigned(probe, "x-sdk-date")),
                "signature.authorization-malformed", SignedRequests.withKey(SignatureFormChecks::malformed),
                "signature.authorization-repeated", SignedRequests.withKey(SignatureFormChecks::repeated));
    }

    private static void at(Probe probe, Function<Duration, Duration> direction)
            throws CouldNotRunException, InterruptedException {
        List<Message> refused = new ArrayList<>();
        for (Duration distance : TOO_FAR) {
            refused.add(
                    SignedRequests.any(probe, refused.size()).resigned(by -> by.withOffset(direction.apply(distance))));
        }
        expectRefused(probe, refused);
    }

    private static void dateMalformed(Probe probe) throws CouldNotRunException, InterruptedException {
        Instant now = Instant.now();
        String right = Signing.date(now);
        List<Message> refused = new ArrayList<>();
        for (Message message : SignedRequests.each(probe)) {
            refused.add(message.without(DATE));
            refused.add(message.with(DATE, right));
        }
        for (String malformed : List.of(
                "",
                now.toString(),
                right.replace("Z", ""),
                right + "0",
                right.replaceFirst("T[0-9]{2}", "T24"),
                right.substring(0, 8),
                Long.toString(now.getEpochSecond()),
                "now")) {
            refused.add(SignedRequests.any(probe, refused.size()).replacing(DATE, malformed));
        }
        expectRefused(probe, refused);
    }

    /** Signs these headers only. */
    private static void unsigned(Probe probe, String... headers) throws CouldNotRunException, InterruptedException {
        expectRefused(
                probe,
                SignedRequests.each(probe).stream()
                        .map(message -> message.resigned(by -> by.withHeaders(headers)))
                        .toList());
    }

    private static void malformed(Probe probe) throws CouldNotRunException, InterruptedException {
        String right = authorization(SignedRequests.invoke(probe));
        List<Message> refused = new ArrayList<>();
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
            refused.add(SignedRequests.any(probe, refused.size()).replacing(AUTHORIZATION, malformed));
        }
        expectRefused(probe, refused);
    }

    private static void repeated(Probe probe) throws CouldNotRunException, InterruptedException {
        List<Message> refused = new ArrayList<>();
        for (Message message : SignedRequests.each(probe)) {
            String right = authorization(message);
            String wrong = right.replaceFirst("Signature=.*", "Signature=" + "7b".repeat(32));
            refused.add(message.with(AUTHORIZATION, right));
            refused.add(message.with(AUTHORIZATION, wrong));
            refused.add(message.replacing(AUTHORIZATION, wrong).with(AUTHORIZATION, right));
        }
        expectRefused(probe, refused);
    }

    /** Still without the signature itself. */
    private static String authorization(Message message) {
        return message.unresolved().headers().first(AUTHORIZATION).orElseThrow();
    }
}
