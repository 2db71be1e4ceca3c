package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.client.ClientChecks;
import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit on the zoo of clients: it finds every fault, and none in a correct client. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
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
        Result result = ZooRun.only(specimen.requirement()).of(specimen);
        assertThat(result.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void aCorrectClientPassesHoweverUnusualItIs(ClientSpecimen specimen) throws Exception {
        Result result = ZooRun.all().of(specimen);
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
}
