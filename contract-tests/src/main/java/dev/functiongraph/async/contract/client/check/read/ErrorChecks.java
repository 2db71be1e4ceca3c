package dev.functiongraph.async.contract.client.check.read;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.ClientReport.Kind;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.client.Reply;
import dev.functiongraph.async.contract.client.Trial;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.spec.OperationId;
import java.util.List;
import java.util.stream.Stream;

/** The checks that a client reports the contract's errors. */
public final class ErrorChecks {
    private static final int SERVERS_FAULT = 500;

    private final Replies replies;

    public ErrorChecks(Replies replies) {
        this.replies = replies;
    }

    public List<ClientCheck> all() {
        List<Trial> refusals = Stream.of(OperationId.values())
                .flatMap(call -> replies.refusals(call).map(status -> refusal(call, status)))
                .toList();
        return List.of(
                new ClientCheck("client-read.error-status", refusals, unlessOutOfTime(ErrorChecks::status)),
                new ClientCheck("client-read.error-code", refusals, unlessOutOfTime(ErrorChecks::code)),
                new ClientCheck("client-read.error-request-id", refusals, unlessOutOfTime(ErrorChecks::requestId)));
    }

    private Trial refusal(OperationId operation, int status) {
        String id = operation.word() + "-" + status;
        ClientCase refused = switch (operation) {
            case INVOKE -> ClientCase.invoke(id);
            case LIST -> ClientCase.list(id);
            case CANCEL -> ClientCase.cancel(id, replies.id(id));
        };
        return Trial.of(refused, replies.of(id, operation, status));
    }

    private static void status(Conversation conversation, ClientExpectation expectation) {
        expectation
                .reports(Kind.ERROR)
                .tells(
                        "status",
                        Integer.toString(answered(conversation).answer().status()));
    }

    private static void code(Conversation conversation, ClientExpectation expectation) throws CouldNotRunException {
        needsError(conversation);
        expectation.tells(
                "error_code", answered(conversation).json().path("error_code").textValue());
    }

    private static void requestId(Conversation conversation, ClientExpectation expectation)
            throws CouldNotRunException {
        needsError(conversation);
        expectation.tellsId(
                answered(conversation).answer().headers().first("X-Request-Id").orElseThrow());
    }

    /**
     * A client that waits after a server error and sends again may do so until its time is over; for how an event is
     * sent again there are other requirements.
     */
    private static ClientCheck.Judge unlessOutOfTime(ClientCheck.Judge judge) {
        return (conversation, expectation) -> {
            if (!ranOutOfTime(conversation)) {
                judge.judge(conversation, expectation);
            }
        };
    }

    private static boolean ranOutOfTime(Conversation conversation) {
        return answered(conversation).answer().status() >= SERVERS_FAULT
                && conversation.turns().size() > 1
                && conversation.report().kind() == Kind.FAILED;
    }

    private static void needsError(Conversation conversation) throws CouldNotRunException {
        if (conversation.report().kind() != Kind.ERROR) {
            throw new CouldNotRunException("an error answer is not reported as an error: " + conversation.report());
        }
    }

    private static Reply answered(Conversation conversation) {
        return conversation.trial().script().get(0);
    }
}
