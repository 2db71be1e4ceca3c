package dev.functiongraph.async.contract.server.check.answer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Patterns of stack traces, classes, SQL and files as programs write them, in the languages that servers are made in.
 * An answer may quote what the caller sent, and this kit sends any text: so each pattern is long enough that neither
 * prose nor random text matches it, and what the request has is not the server's. No group repeats itself, for Java's
 * matcher would need stack for each time, and none has more letters than bounds the work.
 */
final class LeakPatterns {
    private static final String SOURCES = "(?:java|py|go|rs|js|ts|rb|php|cs|cpp|db|sqlite|dll|exe|jar)\\b";
    private static final String SOURCE_LINES = "(?:java|kt|scala|py|go|rs|js|mjs|ts|rb|php|cs|cpp|ex|erl)";
    private static final String ERRORS = String.join(
            "|",
            // of Python, JavaScript and Ruby
            "(?:Type|Reference|Syntax|Range|Key|Value|Attribute|Index|Import|Name|Assertion|Runtime|Lookup)Error\\b",
            "(?:ZeroDivision|UnicodeDecode|UnicodeEncode|JSONDecode)Error\\b",
            "(?:ModuleNotFound|FileNotFound|NotImplemented)Error\\b",
            "(?:Operational|Programming|Integrity|Interface|Database|NoMethod|Argument|Standard|Parser|Load)Error\\b");
    private static final String TRACES = String.join(
            "|",
            "at [\\w.$/]+\\((?:\\w+\\.(?:java|kt|scala|groovy):\\d+|Native Method|Unknown Source)\\)",
            "at [\\w.<>$ ]{1,200} \\([^()\\s]{1,200}:\\d+:\\d+\\)",
            "at [A-Z]\\w{0,99}\\.[\\w.<>`]{1,200}\\([^()]{0,200}\\) in [^\\s]{1,200}:line \\d",
            "goroutine \\d+ \\[",
            "panic: (?:runtime|interface|assignment)",
            "runtime error: (?:invalid|index|integer|slice|makeslice)",
            "thread '[^']{1,100}' panicked",
            "in [^\\s]{1,200}\\.php on line \\d",
            "Stack trace:",
            "PHP (?:Fatal|Parse|Warning|Notice)",
            "[\\w-]{1,100}\\." + SOURCE_LINES + ":\\d+(?::\\d+)?\\b",
            "Go (?:value of type|struct field) ",
            "node_modules/",
            "node:internal/",
            "site-packages/");
    private static final String CLASSES = String.join(
            "|",
            "(?:java|javax|jakarta|org|com|io|net)\\.[a-z][.\\w]{0,200}\\.[A-Z][\\w$]*[a-z]",
            "(?:System|Microsoft|Newtonsoft|Npgsql)\\.[A-Z]\\w{1,100}\\.[A-Z]\\w",
            "[A-Z]\\w*Exception\\b",
            "(?:psycopg2?|sqlalchemy|sqlite3|pymysql|redis|asyncpg|pydantic)\\.[a-z]\\w{1,100}\\.\\w");
    private static final String DATABASES = String.join(
            "|",
            "SQLITE_[A-Z]",
            "SQLSTATE\\b",
            "ORA-\\d{5}\\b",
            "SELECT [\\w.*, \"`]{1,200} FROM [\\w\"`]",
            "select \\* from \\w",
            "INSERT INTO [\\w.\"`]{1,100} ?\\(",
            "UPDATE [\\w.\"`]{1,100} SET ",
            "DELETE FROM [\\w\"`]",
            "duplicate key value violates",
            "UNIQUE constraint failed",
            "Duplicate entry '",
            "syntax error at or near",
            "You have an error in your SQL",
            "E11000 duplicate key",
            "no such (?:table|column): ",
            "database is locked",
            "jdbc:[a-z]{1,30}:",
            "(?:postgres|postgresql|mysql|mongodb|redis|amqp)://",
            "ECONNREFUSED\\b",
            "ENOENT\\b",
            "dial tcp ",
            "getaddrinfo ");
    private static final String FILES = String.join(
            "|",
            // A backslash is two in JSON. A drive and a backslash alone are also how a quoted "C:" and an escape look.
            "[A-Z]:\\\\{1,2}[\\w. ()\\\\-]{1,200}\\." + SOURCES,
            "[A-Z]:\\\\{1,2}(?:Users|Windows|Program Files|ProgramData|inetpub)\\b",
            "File \\\\?\"[^\"]{1,200}\", line \\d");
    /** Most begin with a word: elsewhere than at one's beginning they are not tried. */
    private static final Pattern ANY = Pattern.compile("\\b(?:"
            + String.join("|", ERRORS, TRACES, CLASSES, DATABASES, FILES)
            + ")|Traceback \\(most recent|/[\\w.-]{1,200}/[\\w-]{1,200}\\." + SOURCES
            + "|/(?:home|usr|var|opt|etc|root|srv|Users|mnt)/[\\w.-]{1,100}/[\\w.-]");

    private LeakPatterns() {}

    /**
     * The first match in an answer that is not in the request.
     *
     * @param request as it was sent
     */
    static Optional<String> in(byte[] answer, byte[] request) {
        Matcher matcher = ANY.matcher(new String(answer, StandardCharsets.UTF_8));
        String sent = "";
        while (matcher.find()) {
            sent = sent.isEmpty() ? new String(request, StandardCharsets.UTF_8) : sent;
            String found = matcher.group();
            if (!sent.contains(found) && !sent.contains(found.replaceAll("\\\\(.)", "$1"))) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
