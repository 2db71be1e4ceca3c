package dev.functiongraph.async.contract.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The generator of texts that are close to a valid one; the schema decides which of them are invalid. */
final class TextMutations {
    private static final List<String> PLAIN = List.of(
            "",
            " ",
            "x",
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "0x10",
            "NaN",
            "[]",
            "\uff11",
            "99999999999",
            "9223372036854775808");

    /** What some readers drop at the ends of a text. */
    private static final List<String> ENDS = List.of("\t", "\n", "\r\n", "\u0000", "\u00a0", ";", ",", ".");

    private TextMutations() {}

    /** @param random decides those of the texts that are mutations of the valid one */
    static List<String> of(SpecNode schema, String valid, Random random, int count) {
        List<String> texts = new ArrayList<>(PLAIN);
        texts.add(valid + " ");
        texts.add(" " + valid);
        texts.add(valid + "," + valid);
        texts.add("{" + valid + "}");
        texts.add("(" + valid + ")");
        texts.add('"' + valid + '"');
        texts.add("'" + valid + "'");
        texts.add("urn:uuid:" + valid);
        texts.add(valid.replace("-", ""));
        texts.add(valid.replace(":", ""));
        for (String end : ENDS) {
            texts.add(valid + end);
            texts.add(end + valid);
        }
        texts.add(valid.toLowerCase(Locale.ROOT));
        texts.add(valid.repeat(50));
        for (JsonNode word : schema.at("enum").value()) {
            texts.addAll(LetterCase.variants(word.asText(), random));
        }
        texts.add(String.format("%%%02x", (int) valid.charAt(0)) + valid.substring(1));
        bound(schema, "minimum", -1, texts);
        bound(schema, "maximum", 1, texts);
        for (int i = 0; i < count; i++) {
            texts.add(mutated(valid, random));
        }
        return texts;
    }

    private static void bound(SpecNode schema, String keyword, int beyond, List<String> texts) {
        if (schema.at(keyword).exists()) {
            BigInteger bound = new BigInteger(schema.at(keyword).text());
            texts.add(bound.add(BigInteger.valueOf(beyond)).toString());
        }
    }

    /** With one character replaced, removed or added. */
    private static String mutated(String valid, Random random) {
        int place = random.nextInt(valid.length());
        String other = String.valueOf((char) (0x21 + random.nextInt(0x7f - 0x21)));
        return switch (random.nextInt(3)) {
            case 0 -> valid.substring(0, place) + other + valid.substring(place + 1);
            case 1 -> valid.substring(0, place) + valid.substring(place + 1);
            default -> valid.substring(0, place) + other + valid.substring(place);
        };
    }
}
