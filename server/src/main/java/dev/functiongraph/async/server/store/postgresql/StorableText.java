package dev.functiongraph.async.server.store.postgresql;

import java.nio.charset.StandardCharsets;

/** Texts as PostgreSQL can keep them: without the character 0, and without halves of characters. */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    static String of(String text) {
        String whole = text.indexOf('\0') < 0 ? text : text.replace('\0', REPLACEMENT);
        return StandardCharsets.UTF_8.newEncoder().canEncode(whole) ? whole : withoutHalves(whole);
    }

    private static String withoutHalves(String text) {
        int[] codePoints = text.codePoints()
                .map(one -> Character.getType(one) == Character.SURROGATE ? REPLACEMENT : one)
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }
}
