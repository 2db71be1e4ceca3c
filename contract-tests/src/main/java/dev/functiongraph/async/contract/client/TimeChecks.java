package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.client.ClientReport.Kind;
import java.time.Duration;
import java.util.List;

/** Whether a client keeps its time limit. */
final class TimeChecks {
    private static final Duration SHORT = Duration.ofMillis(1500);

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
        judgement.that(
                conversation.report().kind() != Kind.HUNG,
                "an end within " + SHORT.toMillis() + " ms, and some time to start and to stop",
                conversation.report().toString());
    }
}
