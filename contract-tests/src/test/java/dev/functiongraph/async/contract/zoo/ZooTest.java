package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.coverage.ContractCoverage;
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
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Headers;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit on the zoo of servers: it finds every fault, and none in a correct server. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class ZooTest {

    static Stream<ServerSpecimen> faulty() {
        return Zoo.faulty();
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void everyFaultIsFoundByTheRequirementThatItBreaks(ServerSpecimen specimen) throws Exception {
        Result result = ZooRun.only(specimen.requirement()).of(specimen);
        assertThat(result.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.FAILED);
    }

    /** Whether a header bears credentials, and for which project, only the server knows. */
    @Test
    void aCorrectServerPassesWhereAHeaderBearsTheCredentials() throws Exception {
        Model demanding = new Model() {
            @Override
            Optional<String> token() {
                return Optional.of("secret");
            }
        };
        try (ZooServer server = ZooServer.start(demanding, new WireReader(), new WireWriter())) {
            ServerSettings settings = ServerSettings.of(server.uri())
                    .withHeaders(Headers.of("X-Auth-Token", "secret"))
                    .withCases(10);
            ZooRun.assertPasses(new ServerConformance(settings).run(Selection.ALL, KnownFailures.NONE, Progress.NONE));
        }
    }

    @Test
    void noRequestSaysThatItBreaksWhatTheContractDoesNotHave() throws Exception {
        Result result = ZooRun.all().of(ServerSpecimen.of("", "nothing unusual"));
        assertThat(ContractCoverage.ofServer(Contract.fromClassPath(), "", false, result.exchanges())
                        .unknownKeywords())
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
