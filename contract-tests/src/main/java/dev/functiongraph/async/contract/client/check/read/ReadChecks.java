package dev.functiongraph.async.contract.client.check.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.Delivery;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.client.Reply;
import dev.functiongraph.async.contract.client.ReplyUnderstanding;
import dev.functiongraph.async.contract.client.Trial;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The checks that a client understands successful answers in all their forms. */
public final class ReadChecks {
    private final Replies replies;

    public ReadChecks(Replies replies) {
        this.replies = replies;
    }

    public List<ClientCheck> all() {
        return List.of(
                new ClientCheck("client-read.accepted", List.of(replies.plain()), ReplyUnderstanding::judge),
                new ClientCheck("client-read.listed", List.of(replies.list(), emptyList()), ReplyUnderstanding::judge),
                new ClientCheck("client-read.canceled", canceled(), ReplyUnderstanding::judge),
                new ClientCheck("client-read.unknown-fields", unknownFields(), ReplyUnderstanding::judge),
                new ClientCheck("client-read.unknown-headers", unknownHeaders(), ReplyUnderstanding::judge),
                new ClientCheck("client-read.letter-case", letterCase(), ReplyUnderstanding::judge),
                new ClientCheck(
                        "client-read.interim",
                        delivered("interim-answers", Delivery.AFTER_INTERIM),
                        ReplyUnderstanding::judge),
                new ClientCheck("client-read.body-length", bodyLengths(), ReplyUnderstanding::judge),
                new ClientCheck(
                        "client-read.in-pieces",
                        delivered("byte-by-byte", Delivery.BYTE_BY_BYTE),
                        ReplyUnderstanding::judge));
    }

    /** In each status in which an invocation can end. */
    private List<Trial> canceled() {
        return List.of(replies.cancel(), canceled("SUCCESS"), canceled("FAIL"));
    }

    private Trial canceled(String status) {
        String id = "cancel-" + status.toLowerCase(Locale.ROOT);
        ClientCase call = ClientCase.cancel(id, replies.id(id));
        Reply reply = replies.success(call);
        return Trial.of(
                call,
                reply.withBody(((ObjectNode) reply.json()).put("status", status).toString()));
    }

    private Trial emptyList() {
        ClientCase call = ClientCase.list("list-of-nothing");
        return Trial.of(call, replies.success(call).withBody("{\"invocations\":[],\"count\":0,\"next_marker\":0}"));
    }

    private List<Trial> unknownFields() {
        return List.of(
                withUnknownField(ClientCase.invoke("unknown-fields-of-202")),
                withUnknownField(ClientCase.list("unknown-fields-of-list")),
                withUnknownField(ClientCase.cancel("unknown-fields-of-cancel", replies.id("unknown-fields-of-cancel"))),
                withUnknownField(
                        ClientCase.invoke("unknown-fields-of-404"),
                        replies.of("unknown-fields-of-404", OperationId.INVOKE, 404)));
    }

    private Trial withUnknownField(ClientCase call) {
        return withUnknownField(call, replies.success(call));
    }

    private static Trial withUnknownField(ClientCase call, Reply reply) {
        ObjectNode body = (ObjectNode) reply.json();
        for (JsonNode each : body.path("invocations")) {
            ((ObjectNode) each).put("region", "eu-de");
        }
        body.putObject("added_later").putArray("values").add(1).addNull();
        body.putNull("request_ids");
        return Trial.of(call, reply.withBody(body.toString()));
    }

    private List<Trial> unknownHeaders() {
        ClientCase call = ClientCase.invoke("unknown-headers");
        return List.of(Trial.of(
                call,
                replies.success(call)
                        .with("X-Cff-Invoke-Summary", "{\"a\":\"b\"}, c")
                        .with("Set-Cookie", "a=b; Path=/; HttpOnly")
                        .with("Set-Cookie", "c=d")
                        .with("X-Empty", "")));
    }

    private List<Trial> letterCase() {
        ClientCase call = ClientCase.invoke("letter-case");
        ClientCase refused = ClientCase.invoke("letter-case-of-404");
        return List.of(
                Trial.of(
                        call,
                        replies.success(call)
                                .withHeaders(Headers.of(
                                        "x-request-id",
                                        replies.id("letter-case"),
                                        "content-type",
                                        "Application/JSON; Charset=UTF-8"))),
                Trial.of(
                        refused,
                        replies.of("letter-case-of-404", OperationId.INVOKE, 404)
                                .withHeaders(Headers.of(
                                        "X-REQUEST-ID",
                                        replies.id("letter-case-of-404"),
                                        "CONTENT-TYPE",
                                        "application/json;charset=\"utf-8\""))));
    }

    private List<Trial> delivered(String id, Delivery delivery) {
        ClientCase call = ClientCase.invoke(id);
        return List.of(Trial.of(call, replies.success(call).by(delivery)));
    }

    private List<Trial> bodyLengths() {
        List<Trial> trials = new ArrayList<>(delivered("chunks", Delivery.CHUNKED));
        trials.addAll(delivered("until-close", Delivery.UNTIL_CLOSE));
        return trials;
    }
}
