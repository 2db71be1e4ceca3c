package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.Main;
import dev.functiongraph.async.contract.report.ReportContext;
import dev.functiongraph.async.contract.report.Reports;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sequence that fails, stored beside the report. */
class SequenceReplayTest {

    @TempDir
    private Path directory;

    @Test
    void itIsShortenedAndDoneAgainWithNewInvocations() throws Exception {
        try (Specimens server = Specimens.breaking("sequence.pages")) {
            ServerSettings settings = ServerSettings.of(server.uri()).withCases(10);
            Result result = new ServerConformance(settings)
                    .run(new Selection(List.of("sequence.pages"), List.of()), KnownFailures.NONE, Progress.NONE);
            int sent = result.verdicts().get(0).mismatches().get(0).exchanges().size();
            assertThat(sent).isLessThan(result.exchanges().size() / 4);
            new Reports(result, ReportContext.of(settings), Optional.of(directory)).write();
            Path file = directory.resolve("replay/sequence.pages-1.json");
            String first = replayed(file);
            assertThat(first.split("HTTP/1.1 ", -1)).hasSize(sent + 1);
            assertThat(first).contains("HTTP/1.1 202", "\"next_marker\"").isNotEqualTo(replayed(file));
        }
    }

    private static String replayed(Path file) {
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(out, true)).execute("replay", file.toString()))
                .isZero();
        return out.toString();
    }
}
