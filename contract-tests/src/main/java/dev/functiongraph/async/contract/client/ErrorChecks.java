package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.client.ClientReport.Kind;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.util.List;
import java.util.stream.Stream;

/** What a client makes of the contract's refusals. */
final class ErrorChecks {
    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 406, 413, 415, 429, 500, 503);

    private final Replies replies;

    ErrorChecks(Replies replies) {
        this.replies = replies;
    }

    List<ClientCheck> all() {
        List<Trial> refusals = Stream.concat(
                        STATUSES.stream().map(this::refusal),
                        Stream.of(
                                refusal(ClientCase.list("list-404"), 404),
                                refusal(ClientCase.cancel("cancel-400", replies.id("cancel-400")), 400)))
                .toList();
        return List.of(
                new ClientCheck("client-read.error-status", refusals, ErrorChecks::status),
                new ClientCheck("client-read.error-code", refusals, ErrorChecks::code),
                new ClientCheck("client-read.error-request-id", refusals, ErrorChecks::requestId));
    }

    private Trial refusal(int status) {
        return refusal(ClientCase.invoke("invoke-" + status), status);
    }

    private Trial refusal(ClientCase call, int status) {
        return Trial.of(call, replies.of(call.id(), call.call(), status));
    }

    static void status(Conversation conversation, Judgement judgement) {
        // Whoever waits and sends again may run out of time before the next refusal.
        if (conversation.turns().size() > 1 && conversation.report().kind() == Kind.FAILED) {
            return;
        }
        judgement
                .reports(Kind.ERROR)
                .tells(
                        "status",
                        Integer.toString(answered(conversation).answer().status()));
    }

    private static void code(Conversation conversation, Judgement judgement) throws CouldNotRunException {
        needsError(conversation);
        judgement.tells(
                "error_code", answered(conversation).json().path("error_code").textValue());
    }

    private static void requestId(Conversation conversation, Judgement judgement) throws CouldNotRunException {
        needsError(conversation);
        judgement.tells(
                "request_id",
                answered(conversation).answer().headers().first("X-Request-Id").orElseThrow());
    }

    private static void needsError(Conversation conversation) throws CouldNotRunException {
        if (conversation.report().kind() != Kind.ERROR) {
            throw new CouldNotRunException("a refusal is not reported as an error: " + conversation.report());
        }
    }

    private static Reply answered(Conversation conversation) {
        return conversation.trial().script().get(0);
    }
}
