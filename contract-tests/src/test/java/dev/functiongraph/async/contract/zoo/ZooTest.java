package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.coverage.ContractCoverage;
import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerChecks;
import dev.functiongraph.async.contract.spec.Contract;
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
        Result result = ZooRun.only(specimen.requirement()).of(specimen);
        assertThat(result.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void aCorrectServerPassesHoweverUnusualItIs(ServerSpecimen specimen) throws Exception {
        Result result = ZooRun.all().of(specimen);
        assertThat(result.verdicts())
                .filteredOn(
                        verdict -> verdict.outcome() != Outcome.PASSED && verdict.outcome() != Outcome.NOT_APPLICABLE)
                .isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void noRequestSaysThatItBreaksWhatTheContractDoesNotHave() throws Exception {
        Result result = ZooRun.all().of(ServerSpecimen.of("", "nothing unusual"));
        assertThat(ContractCoverage.ofServer(Contract.fromClassPath(), "", false, result.exchanges())
                        .strangers())
                .isEmpty();
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
}
