package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.client.ClientChecks;
import dev.functiongraph.async.contract.client.ClientConformance;
import dev.functiongraph.async.contract.client.ClientSettings;
import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit finds every fault that was made for it to find in a client, and none where there is none. */
class ClientZooTest {

    static Stream<ClientSpecimen> faulty() {
        return ClientZoo.faulty();
    }

    static Stream<ClientSpecimen> unusual() {
        return ClientZoo.unusual();
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void everyFaultIsFoundByTheRequirementThatItBreaks(ClientSpecimen specimen) throws Exception {
        Result result = run(specimen, new Selection(List.of(specimen.requirement()), List.of()), 1);
        assertThat(result.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void aCorrectClientPassesHoweverUnusualItIs(ClientSpecimen specimen) throws Exception {
        Result result = run(specimen, Selection.ALL, 10);
        assertThat(result.verdicts())
                .filteredOn(
                        verdict -> verdict.outcome() != Outcome.PASSED && verdict.outcome() != Outcome.NOT_APPLICABLE)
                .isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void everyRequirementHasAFaultyClient() {
        assertThat(ClientZoo.faulty().map(ClientSpecimen::requirement)).containsAll(ClientChecks.ids());
    }

    @Test
    void everyRequirementHasACheckAndEveryCheckARequirement() {
        assertThat(Register.current().of(Side.CLIENT))
                .extracting(Requirement::id)
                .containsExactlyInAnyOrderElementsOf(ClientChecks.ids());
    }

    private static Result run(ClientSpecimen specimen, Selection selection, int allowanceSeconds) throws Exception {
        ClientSettings settings = ClientSettings.of(specimen.client().get(), specimen.peculiarity())
                .withAllowance(Duration.ofSeconds(allowanceSeconds));
        return new ClientConformance(settings).run(selection, KnownFailures.NONE, Progress.NONE);
    }
}
