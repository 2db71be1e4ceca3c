package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.functiongraph.async.contract.spec.SpecNode;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.MalformedUrnException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The agreement of server and schema: exactly the URNs that pattern and lengths permit are accepted. */
class UrnAgreementTest {
    private static final int CASES = 20_000;
    private static final SpecNode SCHEMA = Spec.INVOKE.parameter("function_urn").at("schema");

    @Test
    void onGeneratedUrnsRightAndNearlyRight() {
        RandomUrns urns = new RandomUrns(Seed.random());
        Map<Boolean, List<String>> byContract = Stream.generate(urns::next)
                .limit(CASES)
                .collect(Collectors.partitioningBy(UrnAgreementTest::isPermitted));

        assertThat(byContract.get(true))
                .as("seed %d: permitted by the contract", Seed.VALUE)
                .hasSizeGreaterThan(CASES / 5)
                .allMatch(UrnAgreementTest::isRead);
        assertThat(byContract.get(false))
                .as("seed %d: not permitted by the contract", Seed.VALUE)
                .hasSizeGreaterThan(CASES / 5)
                .noneMatch(UrnAgreementTest::isRead);
    }

    @Test
    void onTheLengthsAtTheLimit() {
        String prefix = "urn:fss:" + "r".repeat(64) + ":" + Spec.PROJECT + ":function:" + "p".repeat(64) + ":"
                + "n".repeat(60) + ":!";
        String longest = prefix + "a".repeat(269 - prefix.length());

        assertThat(List.of(isPermitted(longest), isRead(longest))).containsOnly(true);
        assertThat(List.of(isPermitted(longest + "a"), isRead(longest + "a"))).containsOnly(false);
        assertThat(List.of(isPermitted(""), isRead(""))).containsOnly(false);
    }

    private static boolean isPermitted(String urn) {
        return SCHEMA.problems(TextNode.valueOf(urn)).isEmpty();
    }

    private static boolean isRead(String urn) {
        try {
            FunctionReference.parse(urn, Spec.PROJECT);
            return true;
        } catch (MalformedUrnException e) {
            return false;
        }
    }
}
