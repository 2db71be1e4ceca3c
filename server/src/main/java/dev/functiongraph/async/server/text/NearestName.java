package dev.functiongraph.async.server.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The name that somebody who typed another one most likely meant. */
public final class NearestName {
    private static final int MAX_CHARS = 100;

    private NearestName() {}

    /** @return empty if none is near: at most one in three characters may be wrong */
    public static Optional<String> of(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> typed.length() <= MAX_CHARS)
                .filter(name -> distance(typed, name) <= Math.max(1, Math.min(typed.length(), name.length()) / 3))
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a sentence that refuses a name: {@code ; did you mean port?}, or nothing. */
    public static String hint(String typed, Collection<String> names) {
        return hint(typed, names, UnaryOperator.identity());
    }

    /** @param shown the form in which a name is shown */
    public static String hint(String typed, Collection<String> names, UnaryOperator<String> shown) {
        return of(typed, names)
                .map(name -> "; did you mean " + shown.apply(name) + "?")
                .orElse("");
    }

    /** The characters to insert, delete, replace, or swap with their neighbor. Case does not count. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                edits[row][column] = row == 0 || column == 0 ? row + column : edits(edits, from, to, row, column);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int edits(int[][] edits, String from, String to, int row, int column) {
        int same = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int fewest = Math.min(
                edits[row - 1][column - 1] + same, 1 + Math.min(edits[row - 1][column], edits[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        return swapped ? Math.min(fewest, edits[row - 2][column - 2] + 1) : fewest;
    }
}
