package dev.functiongraph.async.contract.generate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generator of words that a lenient reader may take for a given one, although their letters differ. */
public final class SimilarWords {
    private static final Pattern INNER_WORD = Pattern.compile("[_-]([a-z])");

    private SimilarWords() {}

    /**
     * With another separator, without one, as programs write names, without the last letter, and with another number.
     *
     * @param word of small letters, digits, hyphens and underscores
     * @return without the word itself
     */
    public static List<String> of(String word, Random random) {
        Set<String> similar = new LinkedHashSet<>();
        similar.add(word.replace('-', '_'));
        similar.add(word.replace('_', '-'));
        similar.add(word.replaceAll("[_-]", ""));
        similar.add(inCamelCase(word));
        similar.add(word.substring(0, word.length() - 1));
        similar.add(word.replaceAll("[0-9]+", Integer.toString(300 + random.nextInt(600))));
        similar.remove(word);
        return List.copyOf(similar);
    }

    private static String inCamelCase(String word) {
        Matcher inner = INNER_WORD.matcher(word);
        return inner.replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
