package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.client.ClientReport.Kind;
import java.time.Duration;
import java.util.List;

/** Whether a client keeps its time limit. */
final class TimeChecks {
    private static final Duration SHORT = Duration.ofMillis(1500);
    /** A client may look at its clock now and then, and a machine may be busy. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private TimeChecks() {}

    static List<ClientCheck> all(Replies replies) {
        return List.of(
                new ClientCheck("client-time.answer", List.of(stalledAnswer(replies)), TimeChecks::inTime),
                new ClientCheck("client-time.body", List.of(stalledBody(replies)), TimeChecks::inTime));
    }

    static Trial stalledAnswer(Replies replies) {
        ClientCase call = ClientCase.invoke("stalled-answer").withTimeout(SHORT);
        return Trial.of(call, Reply.none(Delivery.STALLED), replies.success(call));
    }

    static Trial stalledBody(Replies replies) {
        ClientCase call = ClientCase.invoke("stalled-body").withTimeout(SHORT);
        return Trial.of(call, replies.success(call).by(Delivery.STALLED_BODY), replies.success(call));
    }

    private static void inTime(Conversation conversation, Judgement judgement) {
        boolean hung = conversation.report().kind() == Kind.HUNG;
        judgement.that(
                !hung && conversation.lasted().compareTo(SHORT.plus(TOLERANCE)) <= 0,
                "an end " + SHORT.toMillis() + " ms after the request, and within the " + TOLERANCE.toMillis()
                        + " ms that follow",
                hung
                        ? conversation.report().toString()
                        : "it ended after " + conversation.lasted().toMillis() + " ms");
    }
}
