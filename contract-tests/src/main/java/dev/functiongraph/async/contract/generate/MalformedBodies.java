package dev.functiongraph.async.contract.generate;

import dev.functiongraph.async.contract.spec.SpecNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bodies that are not JSON, each nearly an event. */
public final class MalformedBodies {
    /** Invalid members of an object, by the section of RFC 8259 that excludes them. */
    private static final Map<String, List<String>> NO_MEMBERS = noMembers();

    private static final List<String> TRAILING = List.of(
            "{}",
            "{\"a\":\"b\"}",
            "\n{}",
            "x",
            ",",
            "]",
            "}",
            ":",
            ";",
            "null",
            " 0",
            "\"\"",
            "//",
            "/**/",
            "#",
            "\u0000",
            "\f",
            "\u00a0",
            "\\");

    private static final List<String> NOT_UTF8 = List.of(
            "80",
            "bf",
            "c080",
            "c1bf",
            "c3",
            "c328",
            "e08080",
            "e4ba",
            "eda080",
            "edbfbf",
            "eda081edb080",
            "f0808080",
            "f09f98",
            "f4908080",
            "f888808080",
            "fe",
            "ff",
            "fffe",
            "e9");

    private static final List<String> NO_OBJECTS = List.of(
            "{", "}", "{{}}", "{]", "[}", "{\"a\"}", "{,}", "{:}", "a", "'{}'", "\"", "=", "a=b", "a=b&c=", "<a/>",
            "- a", " ", "\r\n", " \t\n ");

    private static final int DEEP = 20_000;

    private final ValidEvents events;
    private final Random random;
    private final JsonVariants writing;

    /** @param schema of events */
    public MalformedBodies(SpecNode schema, Random random) {
        this.events = new ValidEvents(schema, random);
        this.random = random;
        this.writing = new JsonVariants(random);
    }

    /** All known kinds, each among members that are right, and so many events that are cut off. */
    public List<RefusedBody> malformed(int count) {
        List<RefusedBody> bodies = new ArrayList<>(malformed("{\"first\":\"\"}"));
        for (int i = 0; i < count; i++) {
            bodies.add(random.nextBoolean() ? cutOff() : withWrongMember());
        }
        return bodies;
    }

    /**
     * All known kinds, but for what is behind the object.
     *
     * @param object the text of one that is right and has members, to which others are added
     */
    public static List<RefusedBody> malformed(String object) {
        List<RefusedBody> bodies = new ArrayList<>();
        NO_MEMBERS.forEach((rule, members) ->
                members.forEach(wrong -> bodies.add(malformed(rule, with(object, wrong)))));
        NO_OBJECTS.forEach(text -> bodies.add(malformed("RFC 8259 2", text)));
        for (String text : List.of(
                object.substring(1),
                object.substring(0, object.length() - 1),
                object.replace('"', '\''),
                "\u0000" + object,
                "/**/" + object,
                "\u00a0" + object)) {
            bodies.add(malformed("RFC 8259 2", text));
        }
        // As UTF-8 these are texts with NULs, which some readers take for UTF-16 or UTF-32.
        for (String name : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
            byte[] other = object.getBytes(Charset.forName(name));
            bodies.add(malformed("RFC 8259 8.1", new String(other, StandardCharsets.UTF_8)));
        }
        bodies.add(malformed("RFC 8259 5", with(object, "\"a\":" + "[".repeat(DEEP))));
        return bodies;
    }

    /** The object with a further member. */
    private static String with(String object, String member) {
        return object.substring(0, object.length() - 1) + "," + member + "}";
    }

    private RefusedBody cutOff() {
        String event = new String(events.small(), StandardCharsets.UTF_8).strip();
        int points = event.codePointCount(0, event.length());
        int end = event.offsetByCodePoints(0, 1 + random.nextInt(points - 1));
        return malformed("RFC 8259 4", event.substring(0, end));
    }

    private RefusedBody withWrongMember() {
        List<Map.Entry<String, List<String>>> rules = List.copyOf(NO_MEMBERS.entrySet());
        Map.Entry<String, List<String>> rule = rules.get(random.nextInt(rules.size()));
        List<String> members = new ArrayList<>(List.of("\"first\":\"\""));
        events.members(4, 20).forEach((key, value) -> members.add(writing.member(key, writing.string(value))));
        members.add(random.nextInt(members.size() + 1), one(rule.getValue()));
        return malformed(rule.getKey(), writing.object(members));
    }

    /** Something behind an object that is right without it: all known kinds. */
    public static List<RefusedBody> trailing(String object) {
        return TRAILING.stream()
                .map(more -> malformed("RFC 8259 2", object + more))
                .toList();
    }

    /** Events with something after them: all known kinds, and so many more. */
    public List<RefusedBody> trailing(int count) {
        List<RefusedBody> bodies = new ArrayList<>(trailing("{\"a\":\"b\"}"));
        for (int i = 0; i < count; i++) {
            String event = new String(events.small(), StandardCharsets.UTF_8);
            bodies.add(malformed("RFC 8259 2", event + one(TRAILING) + writing.space()));
        }
        return bodies;
    }

    /**
     * Bytes that are no UTF-8: in a value, in a key, and between them.
     *
     * @param object the text of one that is right and has members, to which others are added
     */
    public static List<RefusedBody> notUtf8(String object) {
        String before = object.substring(0, object.length() - 1);
        List<RefusedBody> bodies = new ArrayList<>();
        for (String hex : NOT_UTF8) {
            bodies.add(notUtf8(before + ",\"a\":\"b", hex, "\"}"));
            bodies.add(notUtf8(before + ",\"a", hex, "\":\"b\"}"));
        }
        bodies.add(notUtf8(object, "ff", ""));
        bodies.add(notUtf8("", "fffe7b007d00", ""));
        return bodies;
    }

    private static RefusedBody notUtf8(String before, String hex, String after) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return InputProof.notUtf8("RFC 8259 8.1", body.toByteArray());
    }

    private static RefusedBody malformed(String rule, String text) {
        return InputProof.malformed(rule, text.getBytes(StandardCharsets.UTF_8));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Map<String, List<String>> noMembers() {
        Map<String, List<String>> members = new LinkedHashMap<>();
        members.put(
                "RFC 8259 4",
                List.of(
                        "",
                        ",",
                        "\"a\"",
                        "\"a\":",
                        ":\"b\"",
                        "\"a\"=\"b\"",
                        "a:\"b\"",
                        "1:\"b\"",
                        "null:\"b\"",
                        "\"a\":\"b\" \"c\":\"d\"",
                        "\"a\" \"b\"",
                        "\"a\"::\"b\"",
                        "\"a\":\"b\":\"c\"",
                        "\"a\":\"b\";"));
        members.put(
                "RFC 8259 7",
                List.of(
                        "'a':\"b\"",
                        "\"a\":'b'",
                        "\"a\":b",
                        "\"a\":\"b",
                        "\"a\":\"\\x41\"",
                        "\"a\":\"\\u12g4\"",
                        "\"a\":\"\\u12\"",
                        "\"a\":\"\\'\"",
                        "\"a\":\"\\ \"",
                        "\"a\":\"\\U0041\"",
                        "\"\\a\":\"b\"",
                        "\"a\":\"b\u0000\"",
                        "\"a\":\"b\n\"",
                        "\"a\":\"\tb\"",
                        "\"a\u001f\":\"b\"",
                        "\"a\":“b”"));
        members.put(
                "RFC 8259 3",
                List.of(
                        "\"a\":nul",
                        "\"a\":True",
                        "\"a\":NULL",
                        "\"a\":NaN",
                        "\"a\":undefined",
                        "\"a\":Infinity",
                        "\"a\":-Infinity"));
        members.put("RFC 8259 5", List.of("\"a\":[", "\"a\":[\"b\",]", "\"a\":[\"b\" \"c\"]", "\"a\":[,]"));
        members.put(
                "RFC 8259 6",
                List.of(
                        "\"a\":01",
                        "\"a\":+1",
                        "\"a\":.5",
                        "\"a\":1.",
                        "\"a\":0x1",
                        "\"a\":1e",
                        "\"a\":-",
                        "\"a\":1_000"));
        members.put(
                "RFC 8259 2",
                List.of(
                        "/**/\"a\":\"b\"",
                        "//\n\"a\":\"b\"",
                        "#\n\"a\":\"b\"",
                        "\"a\":\u00a0\"b\"",
                        "\"a\":\f\"b\"",
                        "\"a\":\u000b\"b\"",
                        "\"a\":\u001e\"b\"",
                        "\"a\":\ufeff\"b\"",
                        "\"a\":\u2028\"b\"",
                        "\"a\":\u0000\"b\""));
        return members;
    }
}
