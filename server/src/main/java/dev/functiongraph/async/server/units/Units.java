package dev.functiongraph.async.server.units;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The units of settings: durations such as {@code 30s}, and sizes such as {@code 256KiB}. */
public final class Units {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB)");

    private Units() {}

    /** @throws IllegalArgumentException unless the text is a whole number and one of ms, s, m, h, d */
    public static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 500ms, 30s, 5m, 1h, 7d");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** A duration as people read it, in whole seconds: {@code 2h 5m}, {@code 30s}. */
    public static String text(Duration duration) {
        String iso = duration.truncatedTo(ChronoUnit.SECONDS).toString();
        return iso.substring("PT".length()).toLowerCase(Locale.ROOT).replaceAll("(?<=[hm])(?=[0-9])", " ");
    }

    /** @throws IllegalArgumentException unless the text is a whole number and one of B, KiB, MiB, GiB */
    public static long bytes(String text) {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size such as 256KiB, 16MiB, 1GiB");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "B" -> amount;
            case "KiB" -> amount << 10;
            case "MiB" -> amount << 20;
            default -> amount << 30;
        };
    }
}
