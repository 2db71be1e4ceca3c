package dev.functiongraph.async.contract.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The converter of a time limit: a number of seconds, or a number with its unit. */
final class TimeConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1));

    @Override
    public Duration convert(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new TypeConversionException("'" + text + "' is not a valid duration, such as 10, 10s, 500ms or 2m");
        }
        return Objects.requireNonNull(UNITS.get(matcher.group(2))).multipliedBy(Integer.parseInt(matcher.group(1)));
    }
}
