package dev.functiongraph.async.contract.client.check.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientCheck;
import dev.functiongraph.async.contract.client.ClientExpectation;
import dev.functiongraph.async.contract.client.Conversation;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.client.ServedRequest;
import dev.functiongraph.async.contract.client.Trial;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.MediaType;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.spec.RequestChecker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** The checks of a client's requests. */
public final class SendChecks {
    private static final String TOKEN = "MIIFvQYJ.token-of_the+caller/==";
    private static final String ALIAS =
            "urn:fss:eu-de:7aad83af3e8d42e99ac194e8419e2c9b:function:my-package_1:resize:!prod";
    private static final String VERSION = "7aad83af3e8d42e99ac194e8419e2c9b:default:resize_2:v1.0-rc.1";

    private final Trial plain;
    private final Trial absent;
    private final List<Trial> events;
    private final Trial unicode;
    private final Trial token;
    private final Trial query;
    private final Trial cancel;
    private final Trial gateway;
    private final List<Trial> all;

    public SendChecks(Replies replies, long seed) {
        plain = replies.plain();
        absent = replies.successful(
                ClientCase.invoke("absent-event").withoutEvent().withUrn(ALIAS));
        events = List.of(
                plain,
                replies.successful(ClientCase.invoke("empty-event")
                        .withEvent(JsonNodeFactory.instance.objectNode())
                        .withUrn("test")),
                replies.successful(ClientCase.invoke("event-of-marks").withEvent(marks())));
        unicode = replies.successful(ClientCase.invoke("event-of-unicode").withEvent(unicode(new Random(seed))));
        token = replies.successful(ClientCase.invoke("token").withToken(TOKEN).withUrn(VERSION));
        query = replies.successful(ClientCase.list("list-by-everything")
                .withQuery(Map.of(
                        "request_id", replies.id("list-by-everything"),
                        "status", "FAIL",
                        "query_begin_time", "2026-01-02T03:04:05",
                        "query_end_time", "2026-01-02T04:04:05.678Z",
                        "limit", "7",
                        // One more than a double can hold exactly.
                        "marker", "9007199254740993")));
        cancel = replies.cancel();
        ClientCase behind = ClientCase.invoke("base-url-with-path");
        gateway = new Trial(behind, "/some/gateway", List.of(replies.success(behind)));
        all = Stream.of(events.stream(), Stream.of(absent, unicode, token, replies.list(), query, cancel))
                .flatMap(trials -> trials)
                .toList();
    }

    private static ObjectNode marks() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("", "")
                .put("quote\"", "\\back\\slash/")
                .put("line", "\n\r\t\u0000\u001f\u2028\u007f")
                .put("markup", "<a href='x'>&amp;</a> ${HOME} $(id) %2F +")
                .put("null", "null")
                .put("number", "1.0");
    }

    private static ObjectNode unicode(Random random) {
        StringBuilder any = new StringBuilder();
        random.ints(0, Character.MAX_CODE_POINT + 1)
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .limit(20)
                .forEach(any::appendCodePoint);
        return JsonNodeFactory.instance
                .objectNode()
                .put("city", "北京")
                .put("grüße", "äöü ß ñ")
                .put("astral", "\ud83d\ude80 \ud834\udd1e \udbff\udffd")
                .put("any", any.toString());
    }

    public List<ClientCheck> all() {
        return List.of(
                new ClientCheck("client-send.path", all, SendChecks::path),
                new ClientCheck("client-send.base-path", List.of(gateway), SendChecks::path),
                new ClientCheck("client-send.path-encoding", List.of(plain, absent, token), PathEncoding::encoding),
                new ClientCheck("client-send.absent-body", List.of(absent), SendChecks::absentBody),
                new ClientCheck("client-send.event", events, SendChecks::event),
                new ClientCheck("client-send.event-unicode", List.of(unicode), SendChecks::event),
                new ClientCheck("client-send.media-type", all, SendChecks::mediaType),
                new ClientCheck("client-send.media-type-declared", all, SendChecks::mediaTypeDeclared),
                new ClientCheck("client-send.accept", all, SendChecks::accept),
                new ClientCheck("client-send.token", List.of(token, plain), SendChecks::token),
                new ClientCheck("client-send.query", List.of(query), QueryMeaning::judge),
                new ClientCheck("client-send.cancellation", List.of(cancel), SendChecks::cancellation),
                new ClientCheck("client-send.documented", all, SendChecks::documented),
                new ClientCheck("client-send.framing", all, SendChecks::framing));
    }

    private static void path(Conversation conversation, ClientExpectation expectation) {
        expectation.that(!conversation.requests().isEmpty(), "a request", "none was sent");
        String expected = conversation.operation().method() + " "
                + conversation.trial().path()
                + conversation.operation().path();
        for (Request request : conversation.requests()) {
            expectation.that(
                    request.method().equals(conversation.operation().method())
                            && conversation.operation().match(request.path()).isPresent(),
                    expected,
                    request.method() + " " + request.path());
        }
    }

    private static void absentBody(Conversation conversation, ClientExpectation expectation)
            throws CouldNotRunException {
        String body = conversation.first().text();
        boolean isAbsent = List.of("", "{}", "null").contains(body.replaceAll("\\s", ""));
        expectation.that(isAbsent, "no body, or {}, or null", "the body " + body);
    }

    private static void event(Conversation conversation, ClientExpectation expectation) throws CouldNotRunException {
        Request request = conversation.first();
        JsonNode expected = conversation.call().event().orElseThrow();
        Optional<JsonNode> sent = Json.read(request.body(), ignored -> {});
        expectation.that(sent.equals(Optional.of(expected)), "the event " + expected, request.text());
    }

    private static void mediaType(Conversation conversation, ClientExpectation expectation)
            throws CouldNotRunException {
        Request request = conversation.first();
        List<String> types = request.headers().values("Content-Type");
        expectation.that(
                request.body().length == 0 || types.isEmpty() || (types.size() == 1 && isJson(types.get(0))),
                "one Content-Type, application/json in UTF-8",
                String.join(", and also: ", types));
    }

    private static boolean isJson(String declared) {
        return MediaType.parse(declared)
                .filter(type -> type.name().equals(Json.MEDIA_TYPE) && type.isUtf8())
                .isPresent();
    }

    private static void mediaTypeDeclared(Conversation conversation, ClientExpectation expectation)
            throws CouldNotRunException {
        Request request = conversation.first();
        expectation.that(
                request.body().length == 0
                        || request.headers().first("Content-Type").isPresent(),
                "a Content-Type where there is a body",
                "missing");
    }

    private static void accept(Conversation conversation, ClientExpectation expectation) throws CouldNotRunException {
        List<String> accept = conversation.first().headers().values("Accept");
        expectation.that(
                AcceptHeader.allowsJson(accept), "an Accept that allows application/json", String.join(", ", accept));
    }

    private static void token(Conversation conversation, ClientExpectation expectation) throws CouldNotRunException {
        List<String> expected = conversation.call().token().stream().toList();
        List<String> sent = conversation.first().headers().values("X-Auth-Token");
        expectation.that(sent.equals(expected), tokens(expected), tokens(sent));
    }

    private static String tokens(List<String> values) {
        return values.isEmpty() ? "no X-Auth-Token" : "X-Auth-Token " + String.join(", and also: ", values);
    }

    private static void cancellation(Conversation conversation, ClientExpectation expectation)
            throws CouldNotRunException {
        Request request = conversation.first();
        Optional<JsonNode> body = Json.read(request.body(), ignored -> {});
        String id = conversation.call().requestId().orElseThrow();
        expectation.that(
                body.filter(json -> json.path("request_id").asText("").equalsIgnoreCase(id)
                                && json.path("type").asText("force").equals("force"))
                        .isPresent(),
                "a cancellation of " + id,
                request.text());
    }

    private static void documented(Conversation conversation, ClientExpectation expectation) {
        for (Request request : conversation.requests()) {
            List<String> problems = RequestChecker.mismatches(conversation.operation(), request);
            expectation.that(problems.isEmpty(), "a request that the contract documents", String.join("; ", problems));
        }
    }

    private static void framing(Conversation conversation, ClientExpectation expectation) {
        for (ServedRequest turn : conversation.turns()) {
            List<String> problems = turn.incoming().problems();
            expectation.that(problems.isEmpty(), "well-formed HTTP/1.1", String.join("; ", problems));
        }
    }
}
