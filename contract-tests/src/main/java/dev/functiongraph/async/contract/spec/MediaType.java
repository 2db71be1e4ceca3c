package dev.functiongraph.async.contract.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type as a Content-Type names it (RFC 9110, section 8.3.1). Parameters other than the charset mean nothing
 * here, as HTTP tells readers to ignore those that they do not know. Immutable.
 *
 * @param name in small letters, such as {@code application/json}
 * @param charsets what its parameters of that name say, without quotes
 */
public record MediaType(String name, List<String> charsets) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*;[ \\t]*");
    private static final Pattern NAME = Pattern.compile("(" + TOKEN + ")=");
    private static final Pattern VALUE = Pattern.compile(TOKEN);

    public MediaType {
        charsets = List.copyOf(charsets);
    }

    /** Empty if the text is none. */
    public static Optional<MediaType> parse(String text) {
        Matcher matcher = TYPE.matcher(text);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        String name = matcher.group().toLowerCase(Locale.ROOT);
        List<String> charsets = new ArrayList<>();
        int end = matcher.end();
        while (end < text.length()) {
            if (!found(matcher, SEPARATOR, end)) {
                return Optional.empty();
            }
            end = matcher.end();
            // There may be nothing between two semicolons.
            if (found(matcher, NAME, end)) {
                boolean isCharset = matcher.group(1).equalsIgnoreCase("charset");
                int start = matcher.end();
                end = endOfValue(matcher, text, start);
                if (end < 0) {
                    return Optional.empty();
                }
                if (isCharset) {
                    charsets.add(unquoted(text.substring(start, end)));
                }
            }
        }
        return Optional.of(new MediaType(name, charsets));
    }

    private static boolean found(Matcher matcher, Pattern pattern, int start) {
        return matcher.usePattern(pattern).region(start, matcher.regionEnd()).lookingAt();
    }

    /** Less than 0 if there is no value. */
    private static int endOfValue(Matcher matcher, String text, int start) {
        if (!text.startsWith("\"", start)) {
            return found(matcher, VALUE, start) ? matcher.end() : -1;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                return i + 1;
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
        }
        return -1;
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    /** Whether it names no charset, or none but UTF-8. */
    public boolean isUtf8() {
        return charsets.stream().allMatch("utf-8"::equalsIgnoreCase);
    }
}
