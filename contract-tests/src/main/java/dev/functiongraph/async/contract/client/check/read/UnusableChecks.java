package dev.functiongraph.async.contract.client.check.read;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.client.ClientReport.Kind;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.client.Delivery;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.client.Reply;
import dev.functiongraph.async.contract.client.Trial;
import java.util.List;

/** The checks that a client does not take an answer outside the contract for a success. */
public final class UnusableChecks {
    private static final String HTML = "<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>";
    private static final String JSON = "application/json";

    private final Replies replies;

    public UnusableChecks(Replies replies) {
        this.replies = replies;
    }

    public List<ClientCheck> all() {
        return List.of(
                new ClientCheck(
                        "client-read.no-id", withoutId(), (conversation, expectation) -> expectation.reportsFailure()),
                new ClientCheck("client-read.undeclared", List.of(undeclared()), UnusableChecks::noOtherId),
                new ClientCheck("client-read.proxy", ofProxies(), UnusableChecks::proxy));
    }

    private List<Trial> withoutId() {
        ClientCase cutOff = ClientCase.invoke("202-cut-off");
        return List.of(
                answered("202-empty", 202, JSON, ""),
                answered("202-empty-object", 202, JSON, "{}"),
                answered("202-null", 202, JSON, "null"),
                answered("202-id-null", 202, JSON, "{\"request_id\":null}"),
                answered(
                        "202-truncated",
                        202,
                        JSON,
                        "{\"request_id\":\"" + replies.id("202-truncated").substring(0, 9)),
                answered("202-not-json", 202, JSON, "accepted"),
                Trial.of(cutOff, replies.success(cutOff).by(Delivery.CUT_OFF)));
    }

    private static Trial answered(String id, int status, String type, String body) {
        return Trial.of(ClientCase.invoke(id), Reply.undocumented(status, type, body));
    }

    private Trial undeclared() {
        String id = "202-without-content-type";
        return answered(id, 202, "", "{\"request_id\":\"" + replies.id(id) + "\"}");
    }

    /** It may be taken for JSON or not. */
    private static void noOtherId(Conversation conversation, ClientExpectation expectation) {
        String id =
                conversation.trial().script().get(0).json().path("request_id").textValue();
        ClientReport report = conversation.report();
        expectation.that(
                report.isFailure()
                        || (report.kind() == Kind.ACCEPTED
                                && report.text("request_id")
                                        .filter(id::equalsIgnoreCase)
                                        .isPresent()),
                "no id but " + id,
                report.toString());
    }

    private List<Trial> ofProxies() {
        return List.of(
                answered("html-202", 202, "text/html", HTML),
                answered("html-200", 200, "text/html; charset=utf-8", HTML),
                answered("html-404", 404, "text/html", HTML),
                answered("html-502", 502, "text/html", HTML),
                Trial.of(ClientCase.list("html-200-list"), Reply.undocumented(200, "text/html", HTML)),
                Trial.of(
                        ClientCase.cancel("html-200-cancel", replies.id("html-200-cancel")),
                        Reply.undocumented(200, "text/html", HTML)));
    }

    /** There is no error_code in it. */
    private static void proxy(Conversation conversation, ClientExpectation expectation) {
        ClientReport report = conversation.report();
        expectation
                .reportsFailure()
                .that(report.text("error_code").isEmpty(), "no error_code, as the answer had none", report.toString());
    }
}
