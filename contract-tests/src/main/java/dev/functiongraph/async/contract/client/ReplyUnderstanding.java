package dev.functiongraph.async.contract.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.client.ClientReport.Kind;
import java.util.List;
import java.util.Locale;

/** The expectation that a client has understood the last reply of its trial. */
public final class ReplyUnderstanding {
    private ReplyUnderstanding() {}

    /** Expects that the report has the content of the script's last reply. */
    public static void judge(Conversation conversation, ClientExpectation expectation) {
        List<Reply> script = conversation.trial().script();
        Reply reply = script.get(script.size() - 1);
        JsonNode body = reply.json();
        if (reply.answer().status() >= 400) {
            expectation.reports(Kind.ERROR);
            return;
        }
        switch (conversation.call().operation()) {
            case INVOKE ->
                expectation
                        .reports(Kind.ACCEPTED)
                        .tellsId(body.path("request_id").textValue());
            case LIST -> listed(conversation.report(), body, expectation);
            case CANCEL ->
                expectation
                        .reports(Kind.CANCELED)
                        .tells("status", body.path("status").textValue());
        }
    }

    private static void listed(ClientReport report, JsonNode body, ClientExpectation expectation) {
        String marker = body.path("next_marker").asText();
        expectation
                .reports(Kind.LISTED)
                .that(
                        inSmallLetters(report.texts("request_ids"))
                                .equals(inSmallLetters(body.findValuesAsText("request_id"))),
                        "request_ids " + body.findValuesAsText("request_id"),
                        report.toString())
                .that(
                        report.texts("statuses").equals(body.findValuesAsText("status")),
                        "statuses " + body.findValuesAsText("status"),
                        report.toString())
                .that(
                        report.text("next_marker").orElse("0").equals(marker),
                        "next_marker " + marker,
                        report.toString());
    }

    private static List<String> inSmallLetters(List<String> ids) {
        return ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
    }
}
