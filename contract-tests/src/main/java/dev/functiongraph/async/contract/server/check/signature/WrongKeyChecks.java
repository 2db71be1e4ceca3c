package dev.functiongraph.async.contract.server.check.signature;

import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.server.Concurrently;
import dev.functiongraph.async.contract.server.LeftoverRecords;
import dev.functiongraph.async.contract.server.Probe;
import dev.functiongraph.async.contract.server.ServerCheck;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The checks of signatures with keys that are not the caller's. */
public final class WrongKeyChecks {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private WrongKeyChecks() {}

    public static Map<String, ServerCheck> all() {
        return Map.of(
                "signature.wrong-secret", SignedRequests.withKey(WrongKeyChecks::wrongSecret),
                "signature.unknown-key", SignedRequests.withKey(WrongKeyChecks::unknownKey),
                "signature.alike", SignedRequests.withKey(WrongKeyChecks::alike),
                "signature.refused-leaves-no-record", SignedRequests.withKey(WrongKeyChecks::leavesNoRecord));
    }

    /** Made up, and not of the right one, because the replay of the request shows it. */
    private static Message withWrongSecret(Probe probe, Message message) {
        String secret = random(probe, 40);
        return message.resigned(by -> by.withKey(new AccessKey(by.key().id(), secret)));
    }

    private static Message withUnknownKey(Message message, String id) {
        return message.resigned(by -> by.withKey(new AccessKey(id, by.key().secret())));
    }

    private static String random(Probe probe, int length) {
        StringBuilder text = new StringBuilder();
        probe.random().ints(length, 0, DIGITS.length()).forEach(i -> text.append(DIGITS.charAt(i)));
        return text.toString();
    }

    private static void wrongSecret(Probe probe) throws CouldNotRunException, InterruptedException {
        SignedRequests.expectRefused(
                probe,
                SignedRequests.each(probe).stream()
                        .map(message -> withWrongSecret(probe, message))
                        .toList());
    }

    private static void unknownKey(Probe probe) throws CouldNotRunException, InterruptedException {
        String right = probe.settings().key().orElseThrow().id();
        String akin = right.substring(0, right.length() - 1) + "-";
        List<Message> messages = new ArrayList<>();
        for (Message message : SignedRequests.each(probe)) {
            messages.add(withUnknownKey(message, random(probe, 20)));
        }
        messages.add(withUnknownKey(SignedRequests.invoke(probe), right + "0"));
        messages.add(withUnknownKey(SignedRequests.invoke(probe), akin));
        for (String variant : LetterCase.variants(right, probe.random())) {
            messages.add(withUnknownKey(SignedRequests.invoke(probe), variant));
        }
        SignedRequests.expectRefused(probe, messages);
    }

    private static void alike(Probe probe) throws CouldNotRunException, InterruptedException {
        List<Message> messages = new ArrayList<>();
        for (Message message : SignedRequests.each(probe)) {
            messages.add(withWrongSecret(probe, message));
            messages.add(withUnknownKey(message, random(probe, 20)));
        }
        List<Exchange> exchanges = Concurrently.send(probe, messages);
        for (int i = 0; i < exchanges.size(); i += 2) {
            String wrong = said(exchanges.get(i));
            String unknown = said(exchanges.get(i + 1));
            probe.expect(exchanges.subList(i, i + 2))
                    .that(unknown.equals(wrong), "what a wrong secret key is answered: " + wrong, unknown);
        }
    }

    private static String said(Exchange exchange) {
        return exchange.status() + " " + exchange.field("error_code").orElse("") + " "
                + exchange.field("error_msg").orElse("");
    }

    private static void leavesNoRecord(Probe probe) throws CouldNotRunException, InterruptedException {
        String urn = probe.functions().enabled();
        Message invoke = SignedRequests.invoke(probe);
        boolean left = LeftoverRecords.left(probe, urn, () -> {
            LeftoverRecords.expectNone(probe, urn, probe.send(withWrongSecret(probe, invoke)));
            probe.send(withUnknownKey(invoke, random(probe, 20)));
            probe.send(invoke.withBody("{\"tampered\":\"event\"}").signedAs(invoke));
        });
        probe.expect(!left, "no record of a refused event", "there is a new one");
    }
}
