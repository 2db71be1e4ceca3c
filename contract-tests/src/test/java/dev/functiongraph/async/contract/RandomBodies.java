package dev.functiongraph.async.contract;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random JSON texts: most are objects of strings, many of them with a fault. */
final class RandomBodies {
    private static final String[] KEYS = {"a", "b", "c", "", " ", "order", "城市", "\\u0061", "\\n", "\\\\", "😀"};
    private static final String[] STRINGS = {
        "", "1", "null", "北京", "😀", "\\u0000", "\\\"", "\\/", "\\uD83D\\uDE00", "{}", "x".repeat(300)
    };
    private static final String[] OTHERS = {
        "1",
        "-0",
        "1e400",
        "01",
        "NaN",
        "true",
        "null",
        "{}",
        "[]",
        "[\"a\"]",
        "{\"a\":\"b\"}",
        "'a'",
        "\"\\x\"",
        "\"a",
        "\"\t\"",
        ""
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t\r\n"};
    private static final String[] STRANGE = {",", "{", "}", "\"", ":", "x", "\u0000", "\uFEFF", "/**/", "null"};

    private final Random random;

    RandomBodies(Random random) {
        this.random = random;
    }

    /** Never empty: an absent body is another case. */
    String next() {
        String body = random.nextInt(20) == 0 ? one(OTHERS) + " " : object();
        if (random.nextInt(5) > 0) {
            return body;
        }
        int at = random.nextInt(body.length() + 1);
        String strange = one(STRANGE);
        return body.codePointCount(0, at) + body.codePointCount(at, body.length())
                        == body.codePointCount(0, body.length())
                ? body.substring(0, at) + strange + body.substring(at)
                : body + strange;
    }

    private String object() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> space() + '"' + one(KEYS) + '"' + space() + ':' + space() + value() + space())
                .collect(Collectors.joining(",", space() + "{", "}" + space()));
    }

    private String value() {
        return random.nextInt(10) == 0 ? one(OTHERS) : '"' + one(STRINGS) + '"';
    }

    private String space() {
        return one(SPACES);
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
