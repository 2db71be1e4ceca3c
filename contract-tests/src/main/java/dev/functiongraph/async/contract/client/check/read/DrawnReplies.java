package dev.functiongraph.async.contract.client.check.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.Delivery;
import dev.functiongraph.async.contract.client.Replies;
import dev.functiongraph.async.contract.client.Reply;
import dev.functiongraph.async.contract.client.Trial;
import dev.functiongraph.async.contract.generate.LetterCase;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.OperationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** The generator of replies: right ones in any form that the contract and HTTP allow, and broken ones. */
final class DrawnReplies {
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; v=1",
            "Application/Json;Charset=UTF-8",
            "application/json; profile=\"a;b\"; charset=\"utf-8\"");
    /** Interim answers are left to the check of them: many clients know none. */
    private static final List<Delivery> DELIVERIES =
            List.of(Delivery.WHOLE, Delivery.CHUNKED, Delivery.UNTIL_CLOSE, Delivery.BYTE_BY_BYTE);

    private static final List<String> STATUSES = List.of("WAIT", "RUNNING", "SUCCESS", "FAIL", "DISCARD");
    /** Whoever waits and sends again would need seconds. */
    private static final int UNAVAILABLE = 503;

    private static final int LONGEST_MESSAGE = 2_048;

    private final Replies replies;
    private final Random random;

    DrawnReplies(Replies replies, long seed) {
        this.replies = replies;
        this.random = new Random(seed);
    }

    /** A call of each operation in turn, and a right reply; each fourth is an error. */
    Trial right(int number) {
        OperationId operation = OperationId.values()[number % OperationId.values().length];
        ClientCase call = call("form-" + number, operation);
        Reply reply = number % 4 == 3 ? refusal(call) : replies.success(call);
        ObjectNode body = (ObjectNode) reply.json();
        if (reply.answer().status() < 400) {
            change(operation, body);
        }
        Reply formed = reply.withHeaders(headers(reply.answer().headers()))
                .withBody(written(body))
                .by(one(DELIVERIES));
        return Trial.of(
                call,
                random.nextBoolean() ? formed : formed.with("X-Later", "a, b").with("Set-Cookie", "a=b"));
    }

    private ClientCase call(String id, OperationId operation) {
        return switch (operation) {
            case INVOKE -> ClientCase.invoke(id);
            case LIST -> ClientCase.list(id);
            case CANCEL -> ClientCase.cancel(id, replies.id(id));
        };
    }

    private Reply refusal(ClientCase call) {
        List<Integer> statuses = replies.refusals(call.operation())
                .filter(status -> status != UNAVAILABLE)
                .sorted()
                .toList();
        return replies.of(call.id(), call.operation(), one(statuses));
    }

    private void change(OperationId operation, ObjectNode body) {
        if (operation == OperationId.CANCEL) {
            body.put("status", one(STATUSES.subList(2, 5)));
        } else if (operation == OperationId.LIST) {
            ArrayNode records = body.putArray("invocations");
            for (int count = random.nextInt(4); count > 0; count--) {
                records.add(record());
            }
            body.put("count", records.size());
            body.put("next_marker", random.nextBoolean() ? 0 : random.nextLong() >>> 2);
        }
        if (random.nextBoolean()) {
            body.putObject("added_later").put("a", 1).putNull("b");
        }
    }

    private ObjectNode record() {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return JsonNodeFactory.instance
                .objectNode()
                .put("request_id", random.nextBoolean() ? id : id.toUpperCase(Locale.ROOT))
                .put("status", one(STATUSES))
                .put("error_message", "京\"\\\n".repeat(random.nextInt(LONGEST_MESSAGE / 4)))
                .put("error_code", random.nextInt(5_000))
                .put("start_time", "2026-01-02T03:04:05" + one(List.of("Z", ".1Z", ".000000001Z", "+00:00")));
    }

    /** With its fields in either order, whitespace or none, and escapes or none. */
    private String written(ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        if (random.nextBoolean()) {
            Collections.reverse(names);
        }
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> ordered.set(name, body.get(name)));
        String text = random.nextBoolean() ? ordered.toString() : " \r\n" + ordered.toPrettyString() + "\t ";
        return random.nextBoolean() ? text : text.replace("_", "\\u005F");
    }

    private Headers headers(Headers documented) {
        List<Headers.Field> fields = new ArrayList<>();
        for (Headers.Field field : documented.fields()) {
            String name = random.nextBoolean() ? field.name() : LetterCase.changed(field.name());
            boolean isType = field.name().equalsIgnoreCase("Content-Type");
            fields.add(new Headers.Field(name, isType ? one(TYPES) : field.value()));
        }
        Collections.shuffle(fields, random);
        return new Headers(fields);
    }

    /** A call of each operation in turn, and a success whose body is broken. */
    Trial broken(int number) {
        OperationId operation = OperationId.values()[number % OperationId.values().length];
        ClientCase call = call("fault-" + number, operation);
        Reply right = replies.success(call);
        String text = right.json().toString();
        int status = right.answer().status();
        return Trial.of(
                call,
                switch (random.nextInt(4)) {
                    case 0 -> right.by(Delivery.CUT_OFF);
                    case 1 -> broken(status, text.substring(0, 1 + random.nextInt(text.length() - 1)));
                    case 2 -> broken(status, text.replaceFirst("[:\"]", one(List.of("", "=", "\u0000"))));
                    default -> broken(status, one(List.of("OK", "<ok/>", "request_id=1", "\u001f\u008b\b", "\"")));
                });
    }

    private static Reply broken(int status, String text) {
        return Reply.undocumented(status, "application/json", text);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
