package dev.functiongraph.async.contract.client.check.repeat;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.ClientReport.Kind;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.client.Delivery;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.client.Reply;
import dev.functiongraph.async.contract.client.ReplyUnderstanding;
import dev.functiongraph.async.contract.client.ServedRequest;
import dev.functiongraph.async.contract.client.Trial;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.OperationId;
import java.time.Duration;
import java.util.List;

/**
 * The checks of when a client sends an event again. Each script accepts the second event, so that a client that
 * repeats ends soon.
 */
public final class RepeatChecks {
    private static final String HTML = "<html><body><h1>Gateway</h1></body></html>";
    private static final int RETRY_AFTER = 2;
    /** Clocks of two processes do not tick at the same time. */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    private final Replies replies;

    public RepeatChecks(Replies replies) {
        this.replies = replies;
    }

    public List<ClientCheck> all() {
        return List.of(
                new ClientCheck("client-repeat.accepted", List.of(replies.plain()), RepeatChecks::once),
                new ClientCheck(
                        "client-repeat.redirect",
                        List.of(
                                redirect("redirect-302", 302, "http://localhost:{port}/elsewhere"),
                                redirect("redirect-307", 307, "http://localhost:{port}/elsewhere"),
                                redirect("redirect-308", 308, "http://localhost:{port}/elsewhere"),
                                redirect("redirect-302-same-host", 302, "/elsewhere"),
                                redirect("redirect-307-same-host", 307, "/elsewhere")),
                        (conversation, expectation) -> expectation.sentOnce().reportsNoSuccess()),
                new ClientCheck(
                        "client-repeat.lost-answer",
                        List.of(
                                again("connection-reset", Reply.none(Delivery.RESET)),
                                again("connection-closed", Reply.none(Delivery.CLOSED)),
                                again(
                                        "answer-cut-off",
                                        accepted("answer-cut-off").by(Delivery.CUT_OFF))),
                        (conversation, expectation) -> expectation.sentOnce().reportsNoSuccess()),
                new ClientCheck("client-repeat.disabled", List.of(refused("429-then-202", 429)), RepeatChecks::once),
                new ClientCheck(
                        "client-repeat.server-error",
                        List.of(
                                refused("500-then-202", 500),
                                again("502-then-202", Reply.undocumented(502, "text/html", HTML)),
                                again("504-then-202", Reply.undocumented(504, "text/html", HTML))),
                        RepeatChecks::once),
                new ClientCheck("client-repeat.unavailable", List.of(unavailable()), RepeatChecks::unavailable),
                new ClientCheck(
                        "client-repeat.stalled",
                        List.of(replies.stalledAnswer(), replies.stalledBody()),
                        RepeatChecks::once));
    }

    private Reply accepted(String id) {
        return replies.of(id, OperationId.INVOKE, 202);
    }

    private Trial again(String id, Reply first) {
        return Trial.of(ClientCase.invoke(id), first, accepted(id));
    }

    private Trial refused(String id, int status) {
        return again(id, replies.of(id, OperationId.INVOKE, status));
    }

    private Trial redirect(String id, int status, String location) {
        return again(id, Reply.undocumented(status, "", "").with("Location", location));
    }

    private Trial unavailable() {
        String id = "503-then-202";
        return again(
                id,
                replies.of(id, OperationId.INVOKE, 503)
                        .withHeaders(Headers.of(
                                "X-Request-Id",
                                replies.id(id),
                                "Retry-After",
                                Integer.toString(RETRY_AFTER),
                                "Content-Type",
                                "application/json")));
    }

    private static void once(Conversation conversation, ClientExpectation expectation) throws CouldNotRunException {
        expectation.sentOnce();
    }

    private static void unavailable(Conversation conversation, ClientExpectation expectation)
            throws CouldNotRunException {
        conversation.posts();
        List<ServedRequest> turns = conversation.turns();
        for (int i = 1; i < turns.size(); i++) {
            Duration after =
                    Duration.ofNanos(turns.get(i).arrived() - turns.get(i - 1).answered());
            expectation.that(
                    i == 1 && after.plus(TOLERANCE).compareTo(Duration.ofSeconds(RETRY_AFTER)) >= 0,
                    "no second request within the " + RETRY_AFTER + " s of Retry-After, and no third after a 202",
                    "request " + (i + 1) + " was sent after " + after.toMillis() + " ms");
        }
        if (turns.size() == 1) {
            expectation.reports(Kind.ERROR);
        } else {
            ReplyUnderstanding.judge(conversation, expectation);
        }
    }
}
