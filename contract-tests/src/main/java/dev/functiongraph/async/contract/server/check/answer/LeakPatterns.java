package dev.functiongraph.async.contract.server.check.answer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Patterns of stack traces, classes, SQL and files as programs write them. An answer may quote what the caller sent,
 * and this kit sends any text: so each pattern is long enough that neither prose nor random text matches it. No group
 * repeats itself, for Java's matcher would need stack for each time, and none has more letters than bounds the work.
 */
final class LeakPatterns {
    private static final String SOURCES = "(?:java|py|go|rs|js|ts|rb|php|cs|cpp|db|sqlite|dll|exe|jar)\\b";
    private static final String WORDS = String.join(
            "|",
            "at [\\w.$/]+\\((?:\\w+\\.(?:java|kt|scala|groovy):\\d+|Native Method|Unknown Source)\\)",
            "goroutine \\d+ \\[",
            "(?:java|javax|jakarta|org|com|io|net)\\.[a-z][.\\w]{0,200}\\.[A-Z][\\w$]*[a-z]",
            "[A-Z]\\w*Exception\\b",
            "SQLITE_[A-Z]",
            "ORA-\\d{5}\\b",
            "SELECT [\\w.*, ]{1,200} FROM \\w",
            "select \\* from \\w",
            // A backslash is two in JSON. A drive and a backslash alone are also how a quoted "C:" and an escape look.
            "[A-Z]:\\\\{1,2}[\\w. ()\\\\-]{1,200}\\." + SOURCES,
            "[A-Z]:\\\\{1,2}(?:Users|Windows|Program Files|ProgramData|inetpub)\\b");
    /** Most begin with a word: elsewhere than at one's beginning they are not tried. */
    private static final Pattern ANY =
            Pattern.compile("\\b(?:" + WORDS + ")|Traceback \\(most recent|/[\\w.-]{1,200}/[\\w-]{1,200}\\." + SOURCES);

    private LeakPatterns() {}

    /** The first match in an answer. */
    static Optional<String> in(byte[] answer) {
        Matcher matcher = ANY.matcher(new String(answer, StandardCharsets.UTF_8));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
