package dev.functiongraph.async.contract.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** The generator of texts that differ from a given one in letter case alone. */
public final class LetterCase {
    private LetterCase() {}

    /** One letter changed, all in capitals, all in small letters; without the text itself, so empty without letters. */
    public static List<String> variants(String text, Random random) {
        Set<String> variants = new LinkedHashSet<>();
        variants.add(oneChanged(text, random));
        variants.add(text.toUpperCase(Locale.ROOT));
        variants.add(text.toLowerCase(Locale.ROOT));
        variants.remove(text);
        return List.copyOf(variants);
    }

    /**
     * With one letter changed, which is not the first if there is another: a name that begins with a capital is likely
     * to exist as well. The text itself if it has no letter.
     */
    public static String oneChanged(String text, Random random) {
        List<Integer> letters = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                letters.add(i);
            }
        }
        if (letters.isEmpty()) {
            return text;
        }
        int chosen = letters.get(letters.size() == 1 ? 0 : 1 + random.nextInt(letters.size() - 1));
        return text.substring(0, chosen) + changed(text.substring(chosen, chosen + 1)) + text.substring(chosen + 1);
    }

    /** Each small letter as a capital, and each capital as a small letter. */
    public static String changed(String text) {
        StringBuilder changed = new StringBuilder();
        text.chars()
                .map(letter ->
                        Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter))
                .forEach(changed::appendCodePoint);
        return changed.toString();
    }
}
