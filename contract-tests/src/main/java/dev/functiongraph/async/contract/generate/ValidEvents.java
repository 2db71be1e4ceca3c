package dev.functiongraph.async.contract.generate;

import dev.functiongraph.async.contract.spec.SpecNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The generator of events that the contract allows. */
public final class ValidEvents {
    /** The contract's limit of a body, in bytes. */
    public static final int LARGEST = 262_144;

    /** Events that are known to make trouble. */
    public static final List<String> KNOWN_TROUBLE = List.of(
            "{}",
            " \t\r\n{ \t\r\n} \t\r\n",
            "{\"\":\"\"}",
            "{\"a\":\"\\u0000\",\"\\u0000\":\"a\"}",
            "{\"\\ud83d\\ude00\":\"\\uD83D\\uDE00\",\"b\":\"😀\"}",
            "{\"\\/\\b\\f\\n\\r\\t\\\"\\\\\":\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"}",
            "{\"a\":\"1\",\"A\":\"2\",\" a\":\"3\",\"a \":\"4\",\"\\u00e4\":\"5\",\"a\\u0308\":\"6\"}",
            "{\"__proto__\":\"a\",\"constructor\":\"b\",\"$ref\":\"#/x\",\"@type\":\"java.lang.String\","
                    + "\"request_id\":\"c\"}",
            "{\"a.b\":\"c\",\"a[0]\":\"d\",\"a/b\":\"e\",\"a~b\":\"f\",\"%s\":\"%n${x}#{x}\"}",
            "{\"json\":\"{\\\"a\\\":1}\",\"null\":\"null\",\"number\":\"1e999\",\"xml\":\"<!DOCTYPE a>\","
                    + "\"sql\":\"'; --\"}",
            "{\"line\":\"\u2028\u2029\",\"mark\":\"\ufeff\",\"delete\":\"\u007f\u0080\u009f\","
                    + "\"none\":\"\uffff\ufdd0\"}");

    private static final String BARE = "{\"a\":\"\"}";

    private final SpecNode schema;
    private final Random random;
    private final JsonVariants writing;
    private final Texts texts;

    /** @param schema of events */
    public ValidEvents(SpecNode schema, Random random) {
        this.schema = schema;
        this.random = random;
        this.writing = new JsonVariants(random);
        this.texts = new Texts(random);
    }

    /** Those that are known to make trouble, some that are large, and then so many of any kind. */
    public List<byte[]> all(int count) {
        List<byte[]> events = new ArrayList<>();
        KNOWN_TROUBLE.forEach(text -> events.add(proved(text)));
        events.addAll(large());
        for (int i = 0; i < count; i++) {
            events.add(small());
        }
        return events;
    }

    /**
     * Events in which half a surrogate pair stands, at each end and then in so many other places. It stands in values
     * only, not in keys: whether a key with one can be told from another is left open by RFC 8259, section 8.2.
     */
    public List<byte[]> withUnpairedSurrogates(int count) {
        List<byte[]> events = new ArrayList<>();
        events.add(proved("{\"a\":\"\\ud800\"}"));
        events.add(proved("{\"a\":\"\\udfff x\",\"b\":\"\\udc00\\ud800\"}"));
        for (int i = 0; i < count; i++) {
            String key = texts.whole(12);
            events.add(proved(writing.object(List.of(writing.member(key, writing.string(texts.broken(40)))))));
        }
        return events;
    }

    /** Any, of at most some thousand bytes. */
    public byte[] small() {
        return proved(written(members(12, 40)));
    }

    private List<byte[]> large() {
        Map<String, String> manyKeys = members(5_000, 8);
        IntStream.range(0, 5_000).forEach(i -> manyKeys.put("key " + i, "v" + i));
        List<byte[]> large = new ArrayList<>(List.of(
                proved(cut(manyKeys)),
                proved("{\"long\":\"" + "\\u0061".repeat(40_000) + "\"}"),
                proved("{\"far\":\"😀\"" + " \n".repeat(100_000) + "}")));
        // Some limits end where a reader's own limit begins.
        for (int length : new int[] {300, 3_000, 30_000, 200_000}) {
            large.add(proved("{\"" + texts.word(length) + "\":\"a long key\"}"));
        }
        return large;
    }

    /** Escapes might have made it larger than the contract allows. */
    private String cut(Map<String, String> members) {
        String event = written(members);
        return event.getBytes(StandardCharsets.UTF_8).length <= LARGEST
                ? event
                : members.keySet().stream()
                        .filter(key -> key.startsWith("key "))
                        .map(key -> "\"" + key + "\":\"\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Events of exactly so many bytes, from 8: filled by a value, by whitespace, and by characters of several bytes.
     */
    public List<byte[]> ofSize(int bytes) {
        int room = bytes - BARE.length();
        String wide = "京".repeat(room / 3) + "x".repeat(room % 3);
        String astral = "😀".repeat(room / 4) + "x".repeat(room % 4);
        return List.of(
                filled(bytes),
                proved("{\"a\":\"\"" + " ".repeat(room) + "}"),
                proved("{\"a\":\"\"}" + "\n".repeat(room)),
                proved("{\"a\":\"" + wide + "\"}"),
                proved("{\"a\":\"" + astral + "\"}"));
    }

    /** An event of exactly so many bytes, from 8, in one value. */
    public byte[] filled(int bytes) {
        return proved("{\"a\":\"" + texts.word(bytes - BARE.length()) + "\"}");
    }

    /** Keys, no two alike, and values. */
    Map<String, String> members(int most, int longest) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            members.put(texts.whole(longest), texts.whole(longest));
        }
        return members;
    }

    private String written(Map<String, String> members) {
        return writing.object(members.entrySet().stream()
                .map(member -> writing.member(member.getKey(), writing.string(member.getValue())))
                .toList());
    }

    private byte[] proved(String text) {
        return InputProof.valid(schema, text.getBytes(StandardCharsets.UTF_8));
    }
}
