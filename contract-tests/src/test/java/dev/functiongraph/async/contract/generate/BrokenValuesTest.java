package dev.functiongraph.async.contract.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.Parameters;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenValuesTest {
    private static final Map<String, String> VALID = Map.of(
            "request_id", "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826",
            "status", "FAIL",
            "query_begin_time", "2026-01-02T03:04:05",
            "query_end_time", "2026-01-02T04:04:05Z",
            "limit", "100",
            "marker", "0");

    private static final Contract CONTRACT = Contract.fromClassPath();
    private static final Operation LIST = CONTRACT.operation(OperationId.LIST);
    private static final SpecNode CANCEL = CONTRACT.schema("CancelRequest");

    @ParameterizedTest
    @CsvSource({
        "request_id, schema/format",
        "status, InvocationStatus/enum",
        "query_begin_time, QueryTime/pattern",
        "query_begin_time, QueryTime/maxLength",
        "query_end_time, QueryTime/minLength",
        "limit, schema/type",
        "limit, schema/minimum",
        "limit, schema/maximum",
        "marker, schema/minimum",
        "marker, schema/format",
    })
    void everyKeywordOfAParameterIsBroken(String parameter, String keyword) {
        assertThat(texts(parameter)).extracting(BrokenValue::keyword).anyMatch(place -> place.endsWith("/" + keyword));
    }

    @ParameterizedTest
    @CsvSource({
        "CancelRequest/type",
        "CancelRequest/required",
        "CancelRequest/properties/request_id/type",
        "CancelRequest/properties/request_id/format",
        "CancelRequest/properties/type/type",
        "CancelRequest/properties/type/enum"
    })
    void everyKeywordOfAnObjectIsBroken(String keyword) {
        assertThat(objects()).extracting(BrokenValue::keyword).contains("#/components/schemas/" + keyword);
    }

    @Test
    void everyValueIsRefusedByItsSchema() {
        assertThat(texts("limit"))
                .hasSizeGreaterThan(10)
                .allSatisfy(broken -> assertThat(
                                Parameters.problems(LIST.parameter("limit").at("schema"), broken.value()))
                        .isNotEmpty());
        assertThat(objects())
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        broken -> assertThat(CANCEL.problems(broken.value())).isNotEmpty());
    }

    @Test
    void aWholeNumberIsNotTakenForBrokenBecauseOfTheWayItIsWritten() {
        assertThat(texts("limit"))
                .extracting(BrokenValue::value)
                .noneMatch(text -> text.matches("[1-9][0-9]*\\.0*|\\+[0-9]+"));
    }

    @Test
    void theSameSeedMakesTheSameValues() {
        assertThat(texts("status")).isEqualTo(texts("status"));
        assertThat(objects()).isEqualTo(objects());
    }

    private static List<BrokenValue<String>> texts(String parameter) {
        return BrokenTexts.of(LIST.parameter(parameter), VALID.get(parameter), new Random(7), 200);
    }

    private static List<BrokenValue<JsonNode>> objects() {
        ObjectNode valid = (ObjectNode)
                CONTRACT.operation(OperationId.CANCEL).requestExamples().get("force");
        return BrokenObjects.of(CANCEL, valid, new Random(7), 200);
    }
}
