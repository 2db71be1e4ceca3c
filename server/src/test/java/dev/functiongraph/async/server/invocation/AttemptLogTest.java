package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.Destinations;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the log says of an attempt's end. */
class AttemptLogTest {
    private static final FunctionDefinition FUNCTION = new FunctionDefinition(
            FunctionUrn.parse(TestFunctions.urn("print")),
            true,
            new RuntimeDefinition.Java("Print"),
            Duration.ofMinutes(1),
            1,
            Set.of(),
            new AsyncSettings(0, Duration.ofHours(1), Destinations.NONE));
    private static final Settlement FAILED = new Settlement.Failed(ErrorCode.FUNCTION_FAILED, "out of paper");

    /** Whoever looks for what still runs, finds its invocation ended. */
    @Test
    void anAttemptThatIsTakenForCanceledOnceItHasEndedIsToldAsItEnded() {
        RunningAttempt run = run();
        run.cancel();

        assertThat(told(run, true)).isEqualTo("WARN " + run + " failed: out of paper");
    }

    @Test
    void anAttemptWhoseInvocationWasCanceledIsToldAsCanceled() {
        RunningAttempt run = run();
        run.cancel();

        assertThat(told(run, false)).isEqualTo("INFO " + run + " was canceled");
    }

    @Test
    void anAttemptWhoseInvocationIsNoLongerItsOwnIsToldAsLost() {
        RunningAttempt run = run();

        assertThat(told(run, false)).isEqualTo("WARN " + run + " lost its lease; its outcome is ignored");
    }

    private static String told(RunningAttempt run, boolean valid) {
        try (LogLines lines = new LogLines()) {
            AttemptLog.settled(run, FAILED, valid);
            return String.join("\n", lines.with(run.toString()));
        }
    }

    private static RunningAttempt run() {
        Instant now = Instant.now();
        Event event = new Event("{}".getBytes(StandardCharsets.UTF_8));
        Invocation invocation = new Invocation(UUID.randomUUID(), FUNCTION.urn(), event, now, now.plusSeconds(60));
        return new RunningAttempt(
                FUNCTION,
                new Attempt(invocation, 1, 0, 0, 0),
                now.plusSeconds(60),
                new FunctionLog(),
                CompletableFuture.completedFuture(new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "out of paper")),
                said -> {},
                settled -> {});
    }
}
