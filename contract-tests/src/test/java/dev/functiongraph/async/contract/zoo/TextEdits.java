package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The small changes to a text of the code: to a name its letter case, to a pattern each bound, range and choice. */
final class TextEdits {
    private static final Pattern BOUNDS = Pattern.compile("\\{(\\d+)(?:,(\\d+))?\\}");
    private static final Pattern RANGE =
            Pattern.compile("(?<=[\\[A-Za-z0-9])([A-Za-z0-9])-([A-Za-z0-9])(?=[^\\[]*\\])");
    private static final Pattern OPTIONAL = Pattern.compile("(?<=[)\\]\"])\\?");
    private static final Pattern LITERAL = Pattern.compile("(?<![\\\\\\[A-Za-z0-9-])[A-Za-z]{2,}(?![A-Za-z0-9-]*\\])");

    private TextEdits() {}

    /**
     * A changed text.
     *
     * @param place where in the text; empty for all of it
     */
    record Edit(String operator, String text, String place) {}

    static List<Edit> of(String text) {
        List<Edit> edits = new ArrayList<>();
        // Words for people may be any.
        if (text.contains(" ") && !text.contains("[")) {
            return edits;
        }
        bounds(text, edits);
        ranges(text, edits);
        Matcher optional = OPTIONAL.matcher(text);
        while (optional.find()) {
            add(edits, "what may be there must", text, optional, "");
        }
        alternatives(text, edits);
        if (text.contains("(?i)")) {
            edits.add(new Edit("letter case matters", text.replace("(?i)", ""), ""));
        } else if (text.matches("(?s).*[\\[{(|].*")) {
            edits.add(new Edit("letter case does not matter", "(?i)" + text, ""));
        }
        Matcher literal = LITERAL.matcher(text);
        while (literal.find()) {
            String word = literal.group();
            String upper = word.toUpperCase(Locale.ROOT);
            add(edits, "other letter case", text, literal, word.equals(upper) ? word.toLowerCase(Locale.ROOT) : upper);
        }
        edits.removeIf(edit -> !compiles(edit.text()));
        return edits;
    }

    private static void bounds(String text, List<Edit> edits) {
        Matcher bounds = BOUNDS.matcher(text);
        while (bounds.find()) {
            for (int group = 1; group <= 2; group++) {
                for (int more : new int[] {1, -1}) {
                    if (bounds.group(group) != null && Integer.parseInt(bounds.group(group)) + more >= 0) {
                        int changed = Integer.parseInt(bounds.group(group)) + more;
                        edits.add(new Edit(
                                (group == 1 ? "least" : "most") + " changed by " + more,
                                text.substring(0, bounds.start(group)) + changed + text.substring(bounds.end(group)),
                                " at " + bounds.start()));
                    }
                }
            }
        }
    }

    private static void ranges(String text, List<Edit> edits) {
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            char first = range.group(1).charAt(0);
            char last = range.group(2).charAt(0);
            if (first < last) {
                add(edits, "range begins one later", text, range, (char) (first + 1) + "-" + last);
                add(edits, "range ends one earlier", text, range, first + "-" + (char) (last - 1));
            }
        }
    }

    private static void alternatives(String text, List<Edit> edits) {
        Matcher group = Pattern.compile("\\(([^()?]*\\|[^()]*)\\)").matcher(text);
        while (group.find()) {
            String[] choices = group.group(1).split("\\|");
            for (int i = 0; i < choices.length; i++) {
                List<String> fewer = new ArrayList<>(List.of(choices));
                fewer.remove(i);
                add(edits, "without the choice " + choices[i], text, group, "(" + String.join("|", fewer) + ")");
            }
        }
    }

    private static void add(List<Edit> edits, String operator, String text, Matcher match, String replacement) {
        edits.add(new Edit(
                operator,
                text.substring(0, match.start()) + replacement + text.substring(match.end()),
                " at " + match.start()));
    }

    private static boolean compiles(String text) {
        try {
            return Pattern.compile(text) != null;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
