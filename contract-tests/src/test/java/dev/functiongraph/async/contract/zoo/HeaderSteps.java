package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Requests with other headers, and with several faults at once. */
final class HeaderSteps {
    private static final List<String> TYPES = List.of(
            "application/json",
            "Application/JSON",
            "APPLICATION/JSON",
            " application/json ",
            "application/json;",
            "application/json; charset=utf-8",
            "application/json;charset=UTF-8",
            "application/json; charset=\"utf-8\"",
            "application/json ; charset = utf-8",
            "application/json; Charset=Utf-8",
            "application/json; charset=utf8",
            "application/json; charset=iso-8859-1",
            "application/json; charset=utf-16",
            "application/json; charset=us-ascii",
            "application/json; charset=",
            "application/json; v=1",
            "application/json; charset=utf-8; v=1",
            "application/json; v=1; charset=gbk",
            "application/jsonx",
            "application/json+x",
            "application/json-patch+json",
            "application/problem+json",
            "application/vnd.api+json",
            "application/x-json",
            "application/xml",
            "application/octet-stream",
            "application/x-www-form-urlencoded",
            "application/javascript",
            "application/ndjson",
            "application/*",
            "*/*",
            "*/json",
            "application/",
            "application",
            "json",
            "text/json",
            "text/plain",
            "text/html",
            "text/*",
            "multipart/form-data",
            "image/png",
            "garbage",
            "",
            " ",
            ";",
            "/",
            "null",
            "application/json, text/html",
            "text/html, application/json",
            "application/json,application/json",
            "application / json",
            "application/json\t",
            "x/application/json",
            "application/json/x",
            "application/JSON;q=1",
            "audio/json",
            "applicationxjson");
    private static final List<String> RANGES = List.of(
            "application/json;q=0",
            "application/json;q=0.0",
            "application/json;q=0.000",
            "application/json;q=0.001",
            "application/json;q=1",
            "application/json;q=1.000",
            "application/json; q=0.5",
            "*/*;q=0",
            "*/*;q=0.0",
            "*/*;q=0.1",
            "application/*;q=0",
            "application/*;q=0.5",
            "text/html, */*;q=0.1",
            "text/html;q=0.5, application/json;q=0.1",
            "application/json;q=0, */*",
            "application/json;q=0, application/*",
            "*/*;q=0, application/json",
            "*/*, application/json;q=0",
            "application/*;q=0, application/json",
            "application/*;q=0, */*",
            "*/*;q=0, application/*",
            "text/html,*/*",
            "text/html,application/*",
            "text/html, text/plain",
            "text/*, image/*",
            "application/json;v=1",
            "application/json;charset=utf-8",
            "text/html;q=0, application/json",
            "*",
            "*/*;level=1",
            "APPLICATION/*",
            "text/html\t,\tapplication/json",
            ",application/json",
            "application/json,",
            ",,",
            "text/html;q=1, image/gif",
            "application/json;q=0;x=1",
            "application/json;x=1;q=0",
            "application/json;Q=0",
            "text/json, application/xml",
            "application/json;q=2",
            "application/json;q=x",
            "q=0",
            "application/json;q=0.0000");
    private static final List<String> CODINGS = List.of(
            "identity",
            "Identity",
            "IDENTITY",
            "gzip",
            "GZIP",
            "deflate",
            "br",
            "zstd",
            "compress",
            "x-gzip",
            "",
            " ",
            "*",
            "identity, identity",
            "identity,gzip",
            "gzip, identity",
            "utf-8",
            "none",
            "identity;q=1",
            "garbage",
            "aws-chunked",
            "identityx",
            "xidentity");

    private static final String CALLERS = "11111111-2222-4333-8444-555555555555";

    private HeaderSteps() {}

    static List<Conversation.Step> all() {
        List<Conversation.Step> steps = new ArrayList<>();
        steps.add(Conversation.asking(RightRequests.invoke("{}")));
        for (String operation : RightRequests.OPERATIONS) {
            Message right = RightRequests.at(operation, RightRequests.path(RightRequests.URN, operation) + "?limit=1");
            Message bare = right.without("Content-Type");
            each(steps, "Content-Type", TYPES, bare);
            each(steps, "Content-Type", TYPES, bare.withPayload("").without("Content-Length"));
            each(steps, "Content-Encoding", CODINGS, right);
            each(steps, "Content-Encoding", CODINGS, right.withPayload("").without("Content-Length"));
            List<String> ranges = new ArrayList<>(RANGES);
            ranges.addAll(TYPES);
            each(steps, "Accept", ranges, right);
            each(steps, "Accept-Encoding", CODINGS, right);
            each(steps, "Accept-Charset", List.of("utf-8", "iso-8859-1", "*;q=0"), right);
            each(steps, "Accept-Language", List.of("de", "*", "x"), right);
            for (String header : List.of("X-HTTP-Method-Override", "X-Method-Override", "_method")) {
                each(steps, header, List.of("GET", "POST", "DELETE"), right);
            }
            for (String header :
                    List.of("If-None-Match", "If-Match", "Range", "Origin", "Upgrade", "TE", "X-Forwarded-For")) {
                each(steps, header, List.of("*", "\"x\"", "bytes=0-1", "h2c", "trailers"), right);
            }
        }
        orders(steps);
        return steps;
    }

    private static void each(List<Conversation.Step> steps, String name, List<String> values, Message message) {
        List<Message> messages = new ArrayList<>(List.of(message));
        Random random = new Random(name.hashCode());
        for (String value : values) {
            messages.add(message.with(name, value));
            messages.add(message.with(name.toLowerCase(Locale.ROOT), value));
            String other = values.get(random.nextInt(values.size()));
            messages.add(message.with(name, value).with(name, other));
            messages.add(message.with(name, value).with(name, values.get(0)));
            messages.add(message.with(name, values.get(0)).with(name, value));
            messages.add(message.with(name, value + ", " + other));
            messages.add(message.with(name, value + "," + values.get(0)));
        }
        messages.stream()
                .filter(each -> !RequestFreedom.hasOpenHeader(each))
                .map(Conversation::asking)
                .forEach(steps::add);
    }

    /** Two faults and three faults at once. */
    private static void orders(List<Conversation.Step> steps) {
        List<UnaryOperator<Message>> faults = List.of(
                message -> message,
                message -> message.replacing("Content-Type", "text/html"),
                message -> message.with("Content-Encoding", "gzip"),
                message -> message.with("Accept", "text/html"),
                message -> message.body().length == 0 ? message : message.withBody("[1"),
                message -> message.body().length == 0 ? message : message.withBody("x".repeat(262_145)),
                message -> message.withTarget(message.target().replaceFirst(":test:", ":absent:")),
                message -> message.withTarget(message.target().replaceFirst(":test:", ":disabled:")),
                message -> message.withTarget(message.target().replaceFirst(":test:", ":9-:")),
                message -> message.withTarget(message.target().replaceFirst("/v2/[^/]+", "/v2/x")),
                message -> message.withTarget(message.target() + "?limit=0"),
                message -> message.withTarget(message.target() + "x"),
                message -> message.withMethod("PUT"));
        for (String operation : RightRequests.OPERATIONS) {
            Message right = RightRequests.at(operation, RightRequests.path(RightRequests.URN, operation))
                    .with("X-Request-Id", CALLERS);
            for (UnaryOperator<Message> one : faults) {
                for (UnaryOperator<Message> two : faults) {
                    for (UnaryOperator<Message> three : faults) {
                        steps.add(Conversation.asking(three.apply(two.apply(one.apply(right)))));
                    }
                }
            }
        }
    }

    /** Requests with and without the right token; {@code token-of-the-project} is the one. */
    static List<Conversation.Step> credentials() {
        List<Conversation.Step> steps = new ArrayList<>();
        for (String token : List.of(
                "",
                "x",
                "token-of-the-project",
                "TOKEN-OF-THE-PROJECT",
                "token-of-the-projec",
                "token-of-the-project2",
                " token-of-the-project ")) {
            for (String operation : RightRequests.OPERATIONS) {
                for (String project : List.of(Model.PROJECT, "0123456789abcdef0123456789abcdef", "x")) {
                    Message right = RightRequests.at(operation, RightRequests.path(RightRequests.URN, operation))
                            .with("X-Request-Id", CALLERS);
                    Message there = right.withTarget(right.target().replaceFirst(Model.PROJECT, project));
                    steps.add(Conversation.asking(there.with("X-Auth-Token", token)));
                    steps.add(Conversation.asking(
                            there.with("X-Auth-Token", token).with("X-Auth-Token", "x")));
                    steps.add(Conversation.asking(
                            there.with("X-Auth-Token", token).with("Accept", "text/html")));
                    steps.add(Conversation.asking(
                            there.with("X-Auth-Token", token).with("Authorization", "x")));
                }
            }
        }
        return steps;
    }
}
