package dev.functiongraph.async.contract.client.check.read;

import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.client.Delivery;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.client.Reply;
import dev.functiongraph.async.contract.client.ReplyUnderstanding;
import dev.functiongraph.async.contract.client.Trial;
import dev.functiongraph.async.contract.spec.OperationId;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The checks of answers that the seed decides: right ones in all their forms, and broken ones. */
public final class DrawnChecks {
    private static final int FORMS = 16;
    private static final int FAULTS = 12;

    private DrawnChecks() {}

    public static List<ClientCheck> all(Replies replies, long seed) {
        DrawnReplies drawn = new DrawnReplies(replies, seed);
        return List.of(
                new ClientCheck("client-read.any-form", trials(FORMS, drawn::right), ReplyUnderstanding::judge),
                new ClientCheck("client-read.broken", trials(FAULTS, drawn::broken), DrawnChecks::broken));
    }

    private static List<Trial> trials(int count, IntFunction<Trial> drawing) {
        return IntStream.range(0, count).mapToObj(drawing).toList();
    }

    /** The id of an event may have come before the place where its answer is broken. */
    private static void broken(Conversation conversation, ClientExpectation expectation) {
        ClientReport report = conversation.report();
        Reply reply = conversation.trial().script().get(0);
        boolean knowsId = conversation.call().operation() == OperationId.INVOKE
                && reply.delivery() == Delivery.WHOLE
                && report.text("request_id")
                        .filter(id -> id.length() == 36 && reply.answer().text().contains(id))
                        .isPresent();
        expectation.that(
                !report.isSuccess() || knowsId, "no report of a success, as the answer is broken", report.toString());
    }
}
