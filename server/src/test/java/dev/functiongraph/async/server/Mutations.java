package dev.functiongraph.async.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Inputs that are nearly right: some of a corpus, each changed in a few places by chance. */
public final class Mutations {
    public static final int CASES = Integer.getInteger("fuzz.cases", 400);
    public static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    private static final int MOST_CHANGES = 4;
    private static final List<String> WORDS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            ";",
            ",",
            "=",
            "&",
            "?",
            "/",
            "//",
            "..",
            "%",
            "%2F",
            "%00",
            "%zz",
            "+",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "- ",
            "&a",
            "*a",
            "!!java",
            "|",
            ">",
            "#",
            "null",
            "~",
            "-1",
            "1e999",
            "99999999999999999999",
            "\u00ff",
            "\ud83d\ude00",
            "\ufeff",
            "<script>",
            "${jndi:x}",
            "A".repeat(300));

    private final Random random;

    public Mutations(long seed) {
        random = new Random(seed);
    }

    public byte[] of(List<String> corpus) {
        byte[] input = pick(corpus).getBytes(StandardCharsets.UTF_8);
        for (int changes = random.nextInt(MOST_CHANGES) + 1; changes > 0; changes--) {
            input = changed(input, pick(corpus).getBytes(StandardCharsets.UTF_8));
        }
        return input;
    }

    private byte[] changed(byte[] input, byte[] other) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(20));
        return switch (random.nextInt(7)) {
            case 0 -> joined(input, from, new byte[] {(byte) random.nextInt(256)}, Math.min(input.length, from + 1));
            case 1 -> joined(input, from, pick(WORDS).getBytes(StandardCharsets.UTF_8), from);
            case 2 -> joined(input, from, new byte[0], to);
            case 3 -> joined(input, to, slice(input, from, to), to);
            case 4 -> slice(input, 0, from);
            case 5 -> joined(input, from, slice(other, 0, random.nextInt(other.length + 1)), input.length);
            default -> joined(input, from, pick(WORDS).getBytes(StandardCharsets.UTF_8), to);
        };
    }

    private static byte[] joined(byte[] input, int until, byte[] middle, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, until);
        out.writeBytes(middle);
        out.write(input, from, input.length - from);
        return out.toByteArray();
    }

    private static byte[] slice(byte[] input, int from, int to) {
        return new String(input, from, to - from, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
