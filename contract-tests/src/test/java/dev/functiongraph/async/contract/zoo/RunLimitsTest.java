package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.report.ReportContext;
import dev.functiongraph.async.contract.report.Reports;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs that end before they have checked everything: they say what they left out. */
class RunLimitsTest {

    @Test
    void whatIsNotReachedInTheTimeOfTheRunCouldNotRun() throws Exception {
        try (Specimens server = Specimens.conformant()) {
            ServerSettings settings = ServerSettings.of(server.uri()).withTime(Duration.ofMillis(1));
            Result result = run(settings, "list.count", "event.valid");
            assertThat(result.verdicts()).extracting(Verdict::outcome).containsOnly(Outcome.COULD_NOT_RUN);
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(console(result, settings))
                    .contains("not finished when the time of --time was over, 0.001 s", "2 could not run");
        }
    }

    private static Result run(ServerSettings settings, String... only) throws Exception {
        return new ServerConformance(settings)
                .run(new Selection(List.of(only), List.of()), KnownFailures.NONE, Progress.NONE);
    }

    private static String console(Result result, ServerSettings settings) {
        StringWriter out = new StringWriter();
        new Reports(result, ReportContext.of(settings), Optional.empty()).print(new PrintWriter(out, true));
        return out.toString();
    }
}
