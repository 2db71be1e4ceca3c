package dev.functiongraph.async.server.credentials.signature;

import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/** The time at which a request was signed, in its header {@code X-Sdk-Date}. */
final class SigningTime {
    /** What is older, or comes from a clock that is that wrong, could as well be sent by somebody who has seen it. */
    static final Duration MAX_DISTANCE = Duration.ofMinutes(15);

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);
    private static final int LENGTH = "20261129T000000Z".length();

    private SigningTime() {}

    static void requireNear(String text, Instant now) throws InvalidCredentialsException {
        if (Duration.between(parse(text), now).abs().compareTo(MAX_DISTANCE) > 0) {
            throw new InvalidCredentialsException("X-Sdk-Date is more than " + MAX_DISTANCE.toMinutes()
                    + " minutes away from the time of this server, " + FORM.format(now.atOffset(ZoneOffset.UTC)));
        }
    }

    private static Instant parse(String text) throws InvalidCredentialsException {
        try {
            if (text.length() == LENGTH) {
                return LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            // As if it were too short.
        }
        throw new InvalidCredentialsException("X-Sdk-Date must be a time in UTC such as 20261129T000000Z");
    }
}
