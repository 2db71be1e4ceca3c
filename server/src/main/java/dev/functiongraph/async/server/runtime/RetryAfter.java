package dev.functiongraph.async.server.runtime;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time that a busy container asks for before it is tried again, by its header {@code Retry-After}. */
final class RetryAfter {
    /** As long as an event lives unless its function says otherwise. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /**
     * @param header the value of a header of the answer, or null
     * @param clock of this server; a date is compared with the answer's own, where it has one
     * @return at most {@link #LONGEST}; empty where the container asks for no time, or for none that can be read
     */
    static Optional<Duration> in(UnaryOperator<@Nullable String> header, Clock clock) {
        String value = header.apply("Retry-After");
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> asked = SECONDS.matcher(value.strip()).matches()
                ? Optional.of(seconds(value.strip()))
                : date(value)
                        .map(until ->
                                Duration.between(date(header.apply("Date")).orElseGet(clock::instant), until));
        return asked.filter(time -> !time.isNegative() && !time.isZero())
                .map(time -> time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }

    private static Duration seconds(String digits) {
        return digits.length() > MAX_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Optional<Instant> date(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
