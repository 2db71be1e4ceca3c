package dev.functiongraph.async.contract.client.check.time;

import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.ClientReport.Kind;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.client.Replies;
import java.time.Duration;
import java.util.List;

/** The checks that a client keeps its time limit. */
public final class TimeChecks {
    /** A client may look at its clock now and then, and a machine may be busy. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private TimeChecks() {}

    public static List<ClientCheck> all(Replies replies) {
        return List.of(
                new ClientCheck("client-time.answer", List.of(replies.stalledAnswer()), TimeChecks::inTime),
                new ClientCheck("client-time.body", List.of(replies.stalledBody()), TimeChecks::inTime));
    }

    private static void inTime(Conversation conversation, ClientExpectation expectation) {
        boolean hung = conversation.report().kind() == Kind.HUNG;
        expectation.that(
                !hung && conversation.lasted().compareTo(Replies.SHORT.plus(TOLERANCE)) <= 0,
                "an end " + Replies.SHORT.toMillis() + " ms after the request, and within the " + TOLERANCE.toMillis()
                        + " ms that follow",
                hung
                        ? conversation.report().toString()
                        : "it ended after " + conversation.lasted().toMillis() + " ms");
    }
}
