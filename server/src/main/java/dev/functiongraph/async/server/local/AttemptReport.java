package dev.functiongraph.async.server.local;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.text.TerminalText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The report of an attempt in a terminal: a line that says how it ended, and below it what the function wrote. */
public final class AttemptReport {
    /** With the seconds of a full minute, too. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final String OUTPUT = "  | ";
    private static final int MAX_RESULT_CHARS = 500;

    private final Consumer<String> out;
    private final Supplier<LocalTime> clock;

    /** @param out takes a text of several lines as one, so that attempts do not mix */
    public AttemptReport(Consumer<String> out, Supplier<LocalTime> clock) {
        this.out = out;
        this.clock = clock;
    }

    /** @param outcome empty if the attempt was stopped before it had one */
    void ended(
            FunctionDefinition function,
            Attempt attempt,
            FunctionLog log,
            Optional<Outcome> outcome,
            Duration duration) {
        StringBuilder text = new StringBuilder()
                .append(TIME.format(clock.get()))
                .append("  ")
                .append(attempt.invocation().requestId())
                .append("  ")
                .append(function.urn().functionName())
                .append("  attempt ")
                .append(attempt.number())
                .append("  ")
                .append(outcome.map(ended -> ended.visit(new Words(function, attempt)))
                        .orElse("STOPPED"))
                .append("  ")
                .append(duration.toMillis())
                .append(" ms\n");
        TerminalText.lines(log.text())
                .forEach(line -> text.append(OUTPUT).append(line).append('\n'));
        outcome.flatMap(AttemptReport::conclusion)
                .ifPresent(line -> text.append("  ").append(line).append('\n'));
        out.accept(text.toString());
    }

    /** What the function returned, or why it did not. */
    private static Optional<String> conclusion(Outcome outcome) {
        String text = outcome.visit(new Outcome.Visitor<>() {
            @Override
            public String success(Outcome.Success success) {
                return new String(success.result(), StandardCharsets.UTF_8);
            }

            @Override
            public String functionError(Outcome.FunctionError error) {
                return error.message();
            }

            @Override
            public String unavailable(Outcome.Unavailable unavailable) {
                return unavailable.reason();
            }
        });
        String shown = text.length() <= MAX_RESULT_CHARS ? text : text.substring(0, MAX_RESULT_CHARS) + "...";
        String sign = outcome instanceof Outcome.Success ? "= " : "! ";
        return text.isBlank() ? Optional.empty() : Optional.of(sign + TerminalText.line(shown.strip()));
    }

    private record Words(FunctionDefinition function, Attempt attempt) implements Outcome.Visitor<String> {
        @Override
        public String success(Outcome.Success success) {
            return "SUCCESS";
        }

        @Override
        public String functionError(Outcome.FunctionError error) {
            return attempt.failures() < function.async().maxRetryAttempts() ? "FAIL, is tried again" : "FAIL";
        }

        @Override
        public String unavailable(Outcome.Unavailable unavailable) {
            return "NOT RUN, is tried again";
        }
    }
}
