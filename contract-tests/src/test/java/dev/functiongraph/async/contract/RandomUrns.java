package dev.functiongraph.async.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Random URNs in all the contract's forms, with fields of all lengths, and many with one fault or two. */
final class RandomUrns {
    private static final String LETTERS = "abcxyzABCXYZ";
    private static final String WORD = LETTERS + "0189";
    private static final String NAME = WORD + "_-";
    private static final String STRANGE = ":!._- \n\u00e4\u4eac/%\u0000@~+,;$";

    private final Random random;

    RandomUrns(Random random) {
        this.random = random;
    }

    String next() {
        String urn = String.join(":", fields());
        for (int wrongs = random.nextInt(3); wrongs > 0; wrongs--) {
            urn = mutated(urn);
        }
        return urn;
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        int form = random.nextInt(6);
        if (form >= 4) {
            fields.addAll(List.of("urn", "fss", some(NAME, 1, 64), some(WORD, 32, 32), "function"));
        } else if (form >= 2) {
            fields.add(some(WORD, 32, 32));
        }
        if (form >= 1) {
            fields.add(some(NAME, 1, 64));
        }
        fields.add(name(60, NAME));
        if (form == 3 || form == 5) {
            fields.add(random.nextBoolean() ? "!" + name(64, NAME) : version());
        }
        return fields;
    }

    private String name(int longest, String inner) {
        int length = length(1, longest);
        return length == 1 ? some(LETTERS, 1, 1) : some(LETTERS, 1, 1) + some(inner, length - 2) + some(WORD, 1, 1);
    }

    private String version() {
        int length = length(1, 42);
        return length == 1 ? some(WORD, 1, 1) : some(WORD, 1, 1) + some(NAME + ".", length - 2) + some(WORD, 1, 1);
    }

    private String mutated(String urn) {
        int at = random.nextInt(urn.length() + 1);
        int end = Math.min(urn.length(), at + 1);
        return switch (random.nextInt(6)) {
            case 0 -> urn.substring(0, at) + urn.substring(end);
            case 1 -> urn.substring(0, at) + some(STRANGE, 1) + urn.substring(at);
            case 2 -> urn.substring(0, at) + some(STRANGE, 1) + urn.substring(end);
            case 3 -> urn.substring(0, at) + some(NAME, random.nextInt(40)) + urn.substring(at);
            case 4 -> urn.substring(at);
            default -> urn + some(STRANGE, 1);
        };
    }

    private String some(String alphabet, int shortest, int longest) {
        return some(alphabet, length(shortest, longest));
    }

    /** The ends of the range more often than what lies between. */
    private int length(int shortest, int longest) {
        return switch (random.nextInt(4)) {
            case 0 -> shortest;
            case 1 -> longest;
            default -> shortest + random.nextInt(longest - shortest + 1);
        };
    }

    private String some(String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
