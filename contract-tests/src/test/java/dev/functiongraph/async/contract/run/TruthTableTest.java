package dev.functiongraph.async.contract.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.contract.register.Level;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The truth table of outcomes and exit statuses: a check's finding against the file of known failures. */
class TruthTableTest {
    private static final Check PASSES = Findings::judged;
    private static final Check FAILS = findings -> {
        findings.judged();
        findings.add(new Mismatch("this", "that", List.of(), false, ""));
    };
    private static final Check CANNOT_RUN = findings -> {
        throw new CouldNotRunException("something stands in the way");
    };
    private static final Check CANNOT_GO_ON = findings -> {
        FAILS.run(findings);
        CANNOT_RUN.run(findings);
    };
    private static final Check NOT_APPLICABLE = findings -> {
        throw new NotApplicableException("there is nothing to ask");
    };
    private static final Check IS_BROKEN = findings -> {
        throw new IllegalStateException("a fault of the check");
    };
    private static final Check FAILS_AND_IS_NOT_APPLICABLE = findings -> {
        FAILS.run(findings);
        NOT_APPLICABLE.run(findings);
    };
    private static final Check FAILS_AND_IS_BROKEN = findings -> {
        FAILS.run(findings);
        IS_BROKEN.run(findings);
    };
    private static final Check JUDGES_NOTHING = findings -> {};

    private static final Map<String, Check> CHECKS = Map.of(
            "passes", PASSES,
            "fails", FAILS,
            "cannot run", CANNOT_RUN,
            "cannot go on", CANNOT_GO_ON,
            "not applicable", NOT_APPLICABLE,
            "fails and is not applicable", FAILS_AND_IS_NOT_APPLICABLE,
            "is broken", IS_BROKEN,
            "fails and is broken", FAILS_AND_IS_BROKEN,
            "judges nothing", JUDGES_NOTHING);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "passes,         MUST,   false, PASSED,              0",
        "passes,         MUST,   true,  UNEXPECTEDLY_PASSED, 1",
        "passes,         SHOULD, true,  UNEXPECTEDLY_PASSED, 1",
        "fails,          MUST,   false, FAILED,              1",
        "fails,          MUST,   true,  KNOWN_FAILURE,       0",
        "fails,          SHOULD, false, FAILED,              0",
        "fails,          SHOULD, true,  KNOWN_FAILURE,       0",
        "cannot run,     MUST,   false, COULD_NOT_RUN,       2",
        "cannot run,     MUST,   true,  COULD_NOT_RUN,       2",
        "cannot go on,   MUST,   false, FAILED,              1",
        "not applicable, MUST,   false, NOT_APPLICABLE,      0",
        "not applicable, MUST,   true,  NOT_APPLICABLE,      0",
        "is broken,      MUST,   false, COULD_NOT_RUN,       2",
        "fails and is not applicable, MUST, false, FAILED,   1",
        "fails and is broken, MUST, false, FAILED,           1",
        "fails and is broken, MUST, true, KNOWN_FAILURE,     0",
        "judges nothing, MUST,   false, COULD_NOT_RUN,       2",
        "unknown,        MUST,   false, COULD_NOT_RUN,       2",
    })
    void anOutcomeIsMadeOfWhatWasFoundAndWhatIsKnown(
            String check, Level level, boolean known, Outcome outcome, int exitCode) throws Exception {
        Requirement requirement = new Requirement(check, Side.SERVER, level, "1.2.0", "", "a demand", "a source");
        KnownFailures failures = known ? new KnownFailures(Map.of(check, "a reason")) : KnownFailures.NONE;
        List<Verdict> verdicts = new Runner(CHECKS, failures, Progress.NONE).run(List.of(requirement));
        assertThat(verdicts).extracting(Verdict::outcome).containsExactly(outcome);
        assertThat(new Result("1", "x", 1, Instant.EPOCH, verdicts, List.of()).exitCode())
                .isEqualTo(exitCode);
    }

    @Test
    void aFailureThatIsKnownKeepsItsReasonBesideWhatStoodInTheWay() throws Exception {
        Requirement requirement =
                new Requirement("cannot go on", Side.SERVER, Level.MUST, "1.2.0", "", "a demand", "a source");
        KnownFailures failures = new KnownFailures(Map.of("cannot go on", "ticket 4711"));
        assertThat(new Runner(CHECKS, failures, Progress.NONE).run(List.of(requirement)))
                .extracting(Verdict::note)
                .containsExactly("ticket 4711; something stands in the way");
    }

    @Test
    void whatFailsOutweighsWhatCouldNotRun() throws Exception {
        List<Requirement> requirements = List.of("cannot run", "fails", "passes").stream()
                .map(id -> new Requirement(id, Side.SERVER, Level.MUST, "1.2.0", "", "a demand", "a source"))
                .toList();
        List<Verdict> verdicts = new Runner(CHECKS, KnownFailures.NONE, Progress.NONE).run(requirements);
        assertThat(new Result("1", "x", 1, Instant.EPOCH, verdicts, List.of()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void whatWasFoundBeforeAnInterruptIsKeptAndTheRestCouldNotRun() {
        Check interrupting = findings -> {
            FAILS.run(findings);
            Thread.currentThread().interrupt();
        };
        List<Requirement> requirements = List.of("interrupts", "fails", "passes").stream()
                .map(id -> new Requirement(id, Side.SERVER, Level.MUST, "1.2.0", "", "a demand", "a source"))
                .toList();
        Map<String, Check> checks = Map.of("interrupts", interrupting, "fails", FAILS, "passes", PASSES);
        List<Verdict> verdicts = new Runner(checks, KnownFailures.NONE, Progress.NONE).run(requirements);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(verdicts)
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.FAILED, Outcome.COULD_NOT_RUN, Outcome.COULD_NOT_RUN);
        assertThat(verdicts.get(2).note()).isEqualTo("the run was interrupted");
    }

    @Test
    void anIdInWhichAStarStandsForAnyTextSelects() {
        Requirement one = new Requirement("list.count", Side.SERVER, Level.MUST, "1.2.0", "", "a demand", "a source");
        Requirement other = new Requirement("list.pages", Side.SERVER, Level.MUST, "1.2.0", "", "a demand", "a source");
        assertThat(new Selection(List.of("list.*"), List.of("*.count")))
                .accepts(other)
                .rejects(one);
        assertThat(Selection.ALL).accepts(one, other);
        assertThat(new Selection(List.of("listXcount"), List.of())).rejects(one);
        assertThat(new Selection(List.of("list.c*", "nope"), List.of("no.*")).unknown(List.of(one, other)))
                .containsExactly("nope", "no.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nope: a reason                    | there is no requirement nope",
                "list.count:                       | list.count has no reason",
                "list.count: ' '                   | list.count has no reason",
                "[list.count]                      | not a YAML map",
                "{list.count: a, list.count: b}    | not a YAML map",
            })
    void aFileOfKnownFailuresThatSaysNothingTrueIsRefused(String text, String complaint) throws Exception {
        Path file = Files.writeString(directory.resolve("known.yaml"), text);
        List<Requirement> requirements =
                List.of(new Requirement("list.count", Side.SERVER, Level.MUST, "1.2.0", "", "a demand", "a source"));
        assertThatThrownBy(() -> KnownFailures.read(file, requirements)).hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing fails\n", "{}"})
    void aFileOfKnownFailuresMayNameNone(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("known.yaml"), text);
        assertThat(KnownFailures.read(file, List.of())).isEqualTo(KnownFailures.NONE);
    }
}
