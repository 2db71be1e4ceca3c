package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.wire.Message;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events and cancellations with other bodies. */
final class BodySteps {
    private static final int LIMIT = 262_144;
    private static final List<String> CHARSETS =
            List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE", "UTF-32LE", "UTF-32", "ISO-8859-1", "GBK");
    private static final List<String> AROUND = List.of(
            " ", "\t", "\n", "\r", "\u0000", "\f", "\u000B", "\u00A0", "\u2003", "\u2028", "\uFEFF", ",", ";", "x", "}",
            "{}", "null", "//", "/*x*/", "# x\n", "// x\n", "\u001E", ")]}'\n", "\u0085");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "1.5",
            "1e5",
            "01",
            "+1",
            ".5",
            "1.",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x1",
            "[]",
            "[1]",
            "{}",
            "{\"a\":\"b\"}",
            "'x'",
            "x",
            "\"a\\'b\"",
            "\"\\x41\"",
            "\"\\q\"",
            "\"\\u00zz\"",
            "\"a\tb\"",
            "\"a\nb\"",
            "\"a\u0000b\"",
            "\"a\u007fb\"",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\ud83d\\ude00\"",
            "\"\uD83D\uDE00\"",
            "\"\u5317\u4eac\"",
            "\"\u00e4\"",
            "\"\\u00e4\"",
            "\"<script>\"",
            "\"' OR 1=1 --\"",
            "\"../../x\"",
            "\"${x}\"",
            "\"%00\"",
            "\"\\t\"",
            "\"\\r\"",
            "\"\\n\"",
            "\"\\\\\"",
            "\"\\/\"",
            "\"x \"",
            "\" x\"",
            "\"null\"",
            "\"{}\"",
            "\"\\\"\"",
            "\"\\u0022\"",
            "\"\\b\\f\"",
            "\"a\u2028b\"",
            "\"\uFEFF\"",
            "");
    private static final String CHARACTERS = "{}[]\":,\\'x1-.nu \t\n/*#\u00e9";

    private BodySteps() {}

    static List<Conversation.Step> events() {
        List<Conversation.Step> steps = new ArrayList<>();
        texts("{\"a\":\"b\"}", "\"b\"").forEach(body -> steps.add(Conversation.asking(RightRequests.invoke(body))));
        List.of("{}", "", "{\"a\":\"b\",\"c\":\"d\"}", "{\"\":\"\"}")
                .forEach(body -> steps.add(Conversation.asking(RightRequests.invoke(body))));
        objects("").values().forEach(body -> steps.add(Conversation.asking(RightRequests.invoke(body))));
        bytes(steps, "invocations-async", "{\"a\":\"b\u00e9\"}");
        sizes(steps, "invocations-async", "{\"a\":\"", "\"}");
        return steps;
    }

    static List<Conversation.Step> cancellations() {
        List<Conversation.Step> steps = new ArrayList<>(LifeSteps.population());
        String force = "{\"request_id\":\"$id0$\",\"type\":\"force\"}";
        for (String right : List.of(RightRequests.CANCELLATION, force)) {
            texts(right, "\"$id0$\"").forEach(body -> steps.add(Conversation.asking(RightRequests.cancel(body))));
            texts(right, "\"force\"").forEach(body -> steps.add(Conversation.asking(RightRequests.cancel(body))));
            bytes(steps, "cancel", right);
        }
        for (String id : List.of(
                "$ID0$",
                "$id1$",
                "$id0$x",
                "x$id0$",
                "{$id0$}",
                "urn:uuid:$id0$",
                " $id0$",
                "$id0$ ",
                "$id0$\\n",
                "1",
                "",
                "00000000-0000-4000-8000-000000000000",
                "0000000000004000800000000000000a",
                "g0000000-0000-4000-8000-000000000000",
                "\\u0030")) {
            steps.add(Conversation.asking(RightRequests.cancel("{\"request_id\":\"" + id + "\"}")));
        }
        for (String type :
                List.of("FORCE", "Force", "recursive", "RECURSIVE", "", "forc", "forced", " force", "f\\u006frce")) {
            steps.add(
                    Conversation.asking(RightRequests.cancel("{\"request_id\":\"$id0$\",\"type\":\"" + type + "\"}")));
        }
        for (String name : List.of("request_id", "type")) {
            for (String near : RightRequests.neighbors(name)) {
                steps.add(Conversation.asking(RightRequests.cancel(force.replace(name, near))));
            }
        }
        for (String one : List.of("null", "1", "true", "[\"force\"]", "{}", "\"force\"")) {
            steps.add(Conversation.asking(RightRequests.cancel("{\"request_id\":\"$id0$\",\"type\":" + one + "}")));
            steps.add(Conversation.asking(RightRequests.cancel("{\"request_id\":" + one + "}")));
            steps.add(Conversation.asking(RightRequests.cancel("{\"request_id\":[\"$id0$\"],\"x\":" + one + "}")));
            steps.add(Conversation.asking(RightRequests.cancel("{\"request_id\":\"$id0$\",\"x\":" + one + "}")));
        }
        objects(",\"request_id\":\"$id0$\"")
                .values()
                .forEach(body -> steps.add(Conversation.asking(RightRequests.cancel(body))));
        sizes(steps, "cancel", "{\"request_id\":\"00000000-0000-4000-8000-000000000000\",\"a\":\"", "\"}");
        return steps;
    }

    /** Texts that are nearly this one. */
    private static List<String> texts(String right, String value) {
        List<String> bodies = new ArrayList<>();
        bodies.add(right);
        for (String part : AROUND) {
            bodies.add(part + right);
            bodies.add(right + part);
            bodies.add(part);
            bodies.add("{" + part + right.substring(1));
            bodies.add(right.substring(0, right.length() - 1) + part + "}");
            bodies.add(right.replace(":", part + ":"));
            bodies.add(right.replace(":", ":" + part));
        }
        for (String other : VALUES) {
            bodies.add(other);
            bodies.add(right.replace(value, other));
            bodies.add(right.substring(0, right.length() - 1) + ",\"more\":" + other + "}");
            bodies.add("[" + other + "]");
        }
        bodies.addAll(List.of(
                "[" + right + "]",
                "\"" + right.replace("\"", "\\\"") + "\"",
                right + right,
                right + "," + right,
                right.replace('"', '\''),
                right.replace("\"", ""),
                right.substring(1),
                right.substring(0, right.length() - 1),
                right.substring(0, right.length() - 1) + ",}",
                "{," + right.substring(1),
                right.toUpperCase(Locale.ROOT),
                "{" + right.substring(1, right.length() - 1) + "," + right.substring(1),
                "{\"data\":" + right + "}",
                "a=b",
                "a=b&c=d",
                "request_id=x",
                "a",
                "<a/>",
                "---\na: b",
                "<html></html>",
                "%7B%7D",
                "NULL",
                "Null",
                "nul",
                "undefined",
                "None",
                "[[]]",
                "[null]",
                "[{}]",
                "\"{}\"",
                "\"null\"",
                "\"\\\"x\\\"\"",
                "[".repeat(2_000),
                "[".repeat(500) + "]".repeat(500),
                "{\"a\":".repeat(1_500)));
        Random random = new Random(right.hashCode());
        for (int i = 0; i < 500; i++) {
            bodies.add(RightRequests.changed(right, CHARACTERS, random));
        }
        return bodies;
    }

    /** Objects with many, long and odd keys and values; the end of each may have more members. */
    private static Map<String, String> objects(String more) {
        Map<String, String> objects = new LinkedHashMap<>();
        for (int count : new int[] {0, 1, 2, 10, 11, 50, 51, 100, 101, 1_000, 1_001, 1_002, 5_000}) {
            objects.put(
                    count + " keys",
                    "{\"a\":\"b\"" + more
                            + IntStream.range(0, count)
                                    .mapToObj(i -> ",\"k" + i + "\":\"\"")
                                    .collect(Collectors.joining())
                            + "}");
        }
        for (int length :
                new int[] {0, 1, 2, 36, 37, 64, 65, 255, 256, 257, 1_000, 1_001, 50_000, 50_001, 60_000, 200_000}) {
            objects.put("a key of " + length, "{\"" + "k".repeat(length) + "\":\"b\"" + more + "}");
            objects.put("a value of " + length, "{\"a\":\"" + "v".repeat(length) + "\"" + more + "}");
        }
        return objects;
    }

    private static void bytes(List<Conversation.Step> steps, String operation, String text) {
        for (String charset : CHARSETS) {
            add(steps, operation, text.getBytes(Charset.forName(charset)));
        }
        for (String sequence :
                List.of("ff", "c3", "c328", "e28228", "c080", "eda080", "f4908080", "80", "fe", "f0288cbc")) {
            String latin = new String(HexFormat.of().parseHex(sequence), StandardCharsets.ISO_8859_1);
            for (String placed : List.of(
                    text.replace("{", "{\"x\":\"" + latin + "\","),
                    text + latin,
                    latin + text,
                    text.replaceFirst("\\{\"", "{\"" + latin))) {
                add(steps, operation, placed.replace("\u00e9", "e").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void sizes(List<Conversation.Step> steps, String operation, String begin, String end) {
        for (int size : new int[] {
            1_000,
            1_001,
            10_000,
            10_001,
            65_535,
            65_536,
            65_537,
            131_072,
            131_073,
            LIMIT - 1_025,
            LIMIT - 1_024,
            LIMIT - 1_023,
            LIMIT - 1,
            LIMIT,
            LIMIT + 1,
            LIMIT + 2,
            LIMIT + 1_024,
            LIMIT + 1_025,
            1_000_000,
            LIMIT + 1_000_000
        }) {
            byte[] body =
                    (begin + "v".repeat(size - begin.length() - end.length()) + end).getBytes(StandardCharsets.UTF_8);
            add(steps, operation, body);
            Message message = RightRequests.at(operation, RightRequests.path(RightRequests.URN, operation));
            steps.add(Conversation.asking(message.withChunks(body, 100_000)));
        }
        add(steps, operation, (begin + "\u5317".repeat(80_000) + end).getBytes(StandardCharsets.UTF_8));
        add(steps, operation, (begin + "\u5317".repeat(90_000) + end).getBytes(StandardCharsets.UTF_8));
    }

    private static void add(List<Conversation.Step> steps, String operation, byte[] body) {
        steps.add(Conversation.asking(RightRequests.at(operation, RightRequests.path(RightRequests.URN, operation))
                .withBody(body)));
    }
}
