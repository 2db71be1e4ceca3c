package dev.functiongraph.async.contract.generate;

import dev.functiongraph.async.contract.spec.SpecNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The generator of bodies that are JSON, but not events. */
public final class RefusedEvents {
    private static final List<String> NO_OBJECTS = List.of(
            "true",
            "false",
            "0",
            "-0",
            "-1.5e+3",
            "1E400",
            "\"\"",
            "\"text\"",
            "\"{}\"",
            "\"null\"",
            "[]",
            "[{}]",
            "[\"a\"]",
            "[{\"a\":\"b\"}]",
            "[[]]",
            "[null]",
            "\n[ ]\n");
    private static final List<String> NO_STRINGS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "17",
            "-1.5e+3",
            "1e400",
            "123456789012345678901234567890",
            "0.1000000000000000055511151231257827021181583404541015625",
            "{\"b\":1,\"a\":[null,{\"\\ud83d\\ude00\":\"京\"},-0.0]}",
            "{}",
            "[]",
            "{\"b\":\"c\"}",
            "[\"b\"]",
            "[null]",
            "{\"\":null}",
            "[".repeat(400) + "]".repeat(400),
            "{\"a\":".repeat(400) + "\"\"" + "}".repeat(400));

    private final SpecNode schema;
    private final Random random;
    private final JsonVariants writing;
    private final Texts texts;
    private final ValidEvents events;

    /** @param schema of events */
    public RefusedEvents(SpecNode schema, Random random) {
        this.schema = schema;
        this.random = random;
        this.writing = new JsonVariants(random);
        this.texts = new Texts(random);
        this.events = new ValidEvents(schema, random);
    }

    /** All known kinds, and so many more. */
    public List<RefusedBody> notAnObject(int count) {
        return Stream.concat(
                        NO_OBJECTS.stream(), Stream.generate(this::noObject).limit(count))
                .map(this::refused)
                .toList();
    }

    private String noObject() {
        String event = new String(events.small(), StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> writing.space() + writing.string(texts.whole(40)) + writing.space();
            case 1 -> "[" + event + "]";
            case 2 -> "[" + writing.string(texts.whole(10)) + "," + event + "]";
            default -> writing.space() + random.nextInt() + "." + random.nextInt(1000) + writing.space();
        };
    }

    /** All known kinds, each among other values that are right, and so many more. */
    public List<RefusedBody> valueNotAString(int count) {
        List<RefusedBody> bodies = new ArrayList<>();
        for (String wrong : NO_STRINGS) {
            bodies.add(refused("{\"a\":" + wrong + "}"));
        }
        // As newer pages of the service wrap an event.
        bodies.add(refused("{\"body\":{\"key\":\"value\"}}"));
        for (int i = 0; i < count; i++) {
            bodies.add(withWrongValue(texts.whole(20)));
        }
        return bodies;
    }

    /** Only the value of this key is no string. */
    public RefusedBody withWrongValue(String key) {
        List<String> members = others(key);
        String wrong = NO_STRINGS.get(random.nextInt(NO_STRINGS.size()));
        members.add(random.nextInt(members.size() + 1), writing.member(key, wrong));
        return refused(writing.object(members));
    }

    /** Duplicate keys: with equal values, with different ones, and with another spelling in JSON. */
    public List<RefusedBody> duplicateKeys(int count) {
        List<RefusedBody> bodies = new ArrayList<>();
        for (String text : List.of(
                "{\"a\":\"b\",\"a\":\"b\"}",
                "{\"a\":\"b\",\"a\":\"c\"}",
                "{\"a\":\"b\",\"\\u0061\":\"c\"}",
                "{\"\":\"\",\"\":\"\"}",
                "{\"😀\":\"\",\"b\":\"\",\"\\ud83d\\ude00\":\"\"}")) {
            bodies.add(duplicate(text));
        }
        for (int i = 0; i < count; i++) {
            String key = texts.whole(20);
            List<String> members = others(key);
            for (int times = 0; times < 2; times++) {
                members.add(random.nextInt(members.size() + 1), writing.member(key, writing.string(texts.whole(20))));
            }
            bodies.add(duplicate(writing.object(members)));
        }
        return bodies;
    }

    /** Duplicate keys of an object that is a value, or stands in one. */
    public List<RefusedBody> nestedDuplicateKeys() {
        return Stream.of(
                        "{\"a\":{\"b\":1,\"b\":1}}",
                        "{\"a\":{\"b\":null,\"\\u0062\":\"c\"}}",
                        "{\"a\":[{},{\"b\":{\"\":0,\"\":1}}]}")
                .map(RefusedEvents::duplicate)
                .toList();
    }

    /** Members with other keys than this, in a list that can grow. */
    private List<String> others(String key) {
        return events.members(6, 20).entrySet().stream()
                .filter(member -> !member.getKey().equals(key))
                .map(member -> writing.member(member.getKey(), writing.string(member.getValue())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private RefusedBody refused(String text) {
        return InputProof.refused(schema, text.getBytes(StandardCharsets.UTF_8));
    }

    private static RefusedBody duplicate(String text) {
        return InputProof.duplicate("RFC 8259 4", text.getBytes(StandardCharsets.UTF_8));
    }
}
