package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract agrees with itself. */
class ContractTest {

    @TestFactory
    Stream<DynamicTest> every_answer_has_an_example_and_its_schema_permits_it() {
        return Spec.INVOKE.statuses().stream()
                .map(status -> DynamicTest.dynamicTest(status, () -> {
                    SpecNode schema = Spec.INVOKE
                            .response(Integer.parseInt(status))
                            .orElseThrow()
                            .at("content")
                            .at("application/json")
                            .at("schema");
                    assertThat(Spec.INVOKE.examples(Integer.parseInt(status)).values())
                            .isNotEmpty()
                            .allSatisfy(example ->
                                    assertThat(schema.problems(example)).isEmpty());
                }));
    }

    @Test
    void the_schema_of_the_event_permits_its_examples() {
        assertThat(Spec.INVOKE.requestExamples().values())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(Spec.INVOKE.requestSchema().problems(example))
                        .isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> the_schema_of_every_parameter_permits_its_example() {
        return Spec.INVOKE.parameters().stream()
                .map(parameter -> DynamicTest.dynamicTest(
                        parameter.at("name").text(),
                        () -> assertThat(Parameters.problems(
                                        parameter.at("schema"),
                                        parameter.at("example").text()))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> the_error_code_of_every_refusal_tells_its_status() {
        return Spec.INVOKE.statuses().stream()
                .filter(status -> !status.equals("202"))
                .map(status -> DynamicTest.dynamicTest(
                        status,
                        () -> assertThat(Spec.INVOKE
                                        .examples(Integer.parseInt(status))
                                        .values())
                                .extracting((JsonNode example) ->
                                        example.path("error_code").textValue())
                                .containsOnly("FSS.0" + status)));
    }

    @TestFactory
    Stream<DynamicTest> every_answer_bears_a_request_id() {
        return Spec.INVOKE.statuses().stream()
                .map(status -> DynamicTest.dynamicTest(status, () -> {
                    SpecNode header = Spec.INVOKE
                            .response(Integer.parseInt(status))
                            .orElseThrow()
                            .at("headers")
                            .at("X-Request-Id");
                    assertThat(header.at("required").isTrue()).isTrue();
                }));
    }
}
