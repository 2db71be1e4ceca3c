package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerChecks;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.wire.Target;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit finds every fault that was made for it to find, and none where there is none. */
class ZooTest {

    static Stream<ServerSpecimen> faulty() {
        return Zoo.faulty();
    }

    static Stream<ServerSpecimen> unusual() {
        return Zoo.unusual();
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void everyFaultIsFoundByTheRequirementThatItBreaks(ServerSpecimen specimen) throws Exception {
        try (ZooServer server = specimen.start()) {
            Result result = run(server, new Selection(List.of(specimen.requirement()), List.of()));
            assertThat(result.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.FAILED);
        }
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void aCorrectServerPassesHoweverUnusualItIs(ServerSpecimen specimen) throws Exception {
        try (ZooServer server = specimen.start()) {
            Result result = run(server, new Selection(List.copyOf(ServerChecks.ids()), List.of()));
            assertThat(result.verdicts())
                    .filteredOn(verdict ->
                            verdict.outcome() != Outcome.PASSED && verdict.outcome() != Outcome.NOT_APPLICABLE)
                    .isEmpty();
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void everyRequirementHasAFaultyServer() {
        assertThat(Zoo.faulty().map(ServerSpecimen::requirement)).containsAll(ServerChecks.ids());
    }

    @Test
    void everyRequirementHasACheckAndEveryCheckARequirement() {
        assertThat(Register.current().of(Side.SERVER))
                .extracting(Requirement::id)
                .containsExactlyInAnyOrderElementsOf(ServerChecks.ids());
    }

    private static Result run(ZooServer server, Selection selection) throws Exception {
        ServerSettings settings = ServerSettings.of(server.uri())
                .withTarget(new Target(server.uri(), Duration.ofSeconds(2)))
                .withCases(10);
        return new ServerConformance(settings).run(selection, KnownFailures.NONE, Progress.NONE);
    }
}
