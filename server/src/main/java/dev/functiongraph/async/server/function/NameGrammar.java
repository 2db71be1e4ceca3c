package dev.functiongraph.async.server.function;

/**
 * The grammar of a field in a URN: letters and digits of ASCII, and some marks. Every event's URN is checked; regular
 * expressions would take 3 % of all that accepting it costs.
 *
 * @param marks the other characters that it may contain
 */
record NameGrammar(int minLength, int maxLength, String marks, Ends ends) {

    /** What its first and last characters may be. */
    enum Ends {
        ANYTHING,
        LETTERS_OR_DIGITS,
        /** And the first one no digit. */
        LETTER_FIRST
    }

    boolean matches(String text) {
        if (text.length() < minLength || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && marks.indexOf(c) < 0) {
                return false;
            }
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return switch (ends) {
            case ANYTHING -> true;
            case LETTERS_OR_DIGITS -> isLetterOrDigit(first) && isLetterOrDigit(last);
            case LETTER_FIRST -> isLetter(first) && isLetterOrDigit(last);
        };
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
