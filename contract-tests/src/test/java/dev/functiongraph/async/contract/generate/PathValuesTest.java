package dev.functiongraph.async.contract.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathValuesTest {
    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final Operation INVOKE = Contract.fromClassPath().operation(OperationId.INVOKE);

    @Test
    void refusedProjectIdsBreakEveryKeyword() {
        String schema = "#/components/parameters/ProjectId/schema/";
        assertThat(values(1).refusedProjectIds(100))
                .extracting(PathValue::breaks)
                .containsOnly(schema + "minLength", schema + "maxLength", schema + "pattern")
                .contains(schema + "minLength", schema + "maxLength", schema + "pattern");
    }

    @Test
    void refusedUrnsBreakPatternAndLength() {
        String schema = "#/components/parameters/FunctionUrn/schema/";
        assertThat(values(1).refusedUrns(PROJECT, 100))
                .extracting(PathValue::breaks)
                .containsOnly(schema + "maxLength", schema + "pattern")
                .contains(schema + "maxLength", schema + "pattern");
        assertThat(values(1).emptyUrn().breaks()).isEqualTo(schema + "minLength");
    }

    @Test
    void whatStandsInAPathIsAlwaysOneSegment() {
        assertThat(values(1).refusedUrns(PROJECT, 1_000))
                .extracting(PathValue::encoded)
                .allMatch(encoded -> encoded.matches("(?:[A-Za-z0-9._~:!-]|%[0-9A-F]{2})+"))
                .noneMatch(encoded -> encoded.matches("\\.+|.*%2F.*|.*%5C.*"));
    }

    @Test
    void whatIsEasilyTakenIsAmongTheRefusedWhateverTheSeed() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(values(seed).refusedUrns(PROJECT, 1))
                    .extracting(PathValue::text)
                    .anyMatch(urn -> urn.length() == 270)
                    .anyMatch(urn -> urn.endsWith("\n"));
            assertThat(values(seed).refusedProjectIds(1))
                    .extracting(id -> id.text().length())
                    .contains(31, 33);
            assertThat(values(seed).longestUrn(PROJECT).text()).hasSize(269);
        }
    }

    @Test
    void eachFieldIsWrongByOneLetterInSomeForm() {
        assertThat(values(1).urnsWithWrongField(PROJECT))
                .extracting(PathValue::text)
                .anyMatch(urn -> urn.matches("urn:fss:[^:]{65}:.*"))
                .anyMatch(urn -> urn.matches("[^:]{33}:[^:]*:[^:]*"))
                .anyMatch(urn -> urn.matches("[^:]{65}:[^:]*"))
                .anyMatch(urn -> urn.matches("[^:]{61}"))
                .anyMatch(urn -> urn.matches(".*:![^:]{65}"))
                .anyMatch(urn -> urn.endsWith(":"))
                .noneMatch(String::isEmpty);
    }

    @Test
    void aFunctionsUrnWithMoreIsRefused() {
        String urn = "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:test:latest";
        assertThat(values(1).urnsWithMore(urn))
                .extracting(PathValue::text)
                .contains(urn + ":", " " + urn, urn + "\n")
                .doesNotContain(urn);
    }

    @Test
    void fieldsBeginAndEndWithEachLetterAtAnEdge() {
        assertThat(values(1).edgeUrns(PROJECT))
                .extracting(urn -> urn.text().replaceFirst(".*:", ""))
                .anyMatch(version -> version.matches("Z.+Z"))
                .anyMatch(version -> version.matches("9.+9"))
                .contains("0", "!z", "!AA");
        assertThat(values(1).shortNames(PROJECT))
                .extracting(urn -> urn.text().replaceFirst(".*:", ""))
                .anyMatch(name -> name.length() == 1)
                .anyMatch(name -> name.length() == 2);
    }

    @Test
    void validUrnsHaveAllForms() {
        PathValues values = values(1);
        assertThat(IntStream.range(0, 200)
                        .map(i -> values.validUrn(PROJECT).text().split(":").length))
                .containsOnly(1, 2, 3, 4, 7, 8)
                .contains(1, 2, 3, 4, 7, 8);
    }

    @Test
    void whatIsProvedHoldsForManySeeds() {
        for (int seed = 0; seed < 500; seed++) {
            PathValues values = values(seed);
            for (int i = 0; i < 100; i++) {
                values.validUrn(PROJECT);
            }
        }
    }

    @Test
    void oneSeedMakesTheSameValues() {
        assertThat(values(3).refusedUrns(PROJECT, 50)).isEqualTo(values(3).refusedUrns(PROJECT, 50));
    }

    private static PathValues values(long seed) {
        return new PathValues(
                INVOKE.parameter("project_id").at("schema"),
                INVOKE.parameter("function_urn").at("schema"),
                new Random(seed));
    }
}
