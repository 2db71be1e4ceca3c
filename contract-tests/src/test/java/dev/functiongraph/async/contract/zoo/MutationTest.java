package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.client.ClientChecks;
import dev.functiongraph.async.contract.run.Check;
import dev.functiongraph.async.contract.run.Findings;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The zoo notices if any single check of the kit finds nothing any more. That each is found while all checks are whole,
 * {@link ZooTest} and {@link ClientZooTest} say; so it is found by that one check, and by nothing else that a run does.
 */
@Tag("slow")
class MutationTest {

    static Set<String> serverRequirements() {
        return ServerChecks.ids();
    }

    static Set<String> clientRequirements() {
        return ClientChecks.ids();
    }

    @ParameterizedTest
    @MethodSource("serverRequirements")
    void noFaultOfAServerIsFoundIfTheCheckOfItsRequirementFindsNothing(String requirement) throws Exception {
        List<ServerSpecimen> members = Zoo.faulty()
                .filter(specimen -> specimen.requirement().equals(requirement))
                .toList();
        assertThat(members).isNotEmpty();
        for (ServerSpecimen specimen : members) {
            assertPasses(specimen, withoutCheck(requirement).of(specimen).verdicts());
        }
    }

    @ParameterizedTest
    @MethodSource("clientRequirements")
    void noFaultOfAClientIsFoundIfTheCheckOfItsRequirementFindsNothing(String requirement) throws Exception {
        List<ClientSpecimen> members = ClientZoo.faulty()
                .filter(specimen -> specimen.requirement().equals(requirement))
                .toList();
        assertThat(members).isNotEmpty();
        for (ClientSpecimen specimen : members) {
            assertPasses(specimen, withoutCheck(requirement).of(specimen).verdicts());
        }
    }

    private static void assertPasses(Object specimen, List<Verdict> verdicts) {
        assertThat(verdicts).as("%s", specimen).extracting(Verdict::outcome).containsExactly(Outcome.PASSED);
    }

    private static ZooRun withoutCheck(String requirement) {
        return ZooRun.only(requirement).changing(checks -> {
            Map<String, Check> others = new LinkedHashMap<>(checks);
            assertThat(others.replace(requirement, Findings::judged)).isNotNull();
            return others;
        });
    }
}
