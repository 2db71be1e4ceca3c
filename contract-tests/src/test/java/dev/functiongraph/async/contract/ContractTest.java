package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.spec.Parameters;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The consistency of the contract. */
class ContractTest {
    private static final int FIRST_REFUSAL = 400;

    @TestFactory
    Stream<DynamicTest> everyAnswerHasAnExampleAndItsSchemaPermitsIt() {
        return everyAnswer(answer -> {
            SpecNode schema =
                    answer.documented().at("content").at("application/json").at("schema");
            assertThat(answer.operation().examples(answer.status()).values())
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(schema.problems(example)).isEmpty());
        });
    }

    @TestFactory
    Stream<DynamicTest> theSchemaOfEveryBodyPermitsItsExamples() {
        return Spec.CONTRACT.operations().stream()
                .filter(operation -> operation.requestBody().exists())
                .map(operation -> DynamicTest.dynamicTest(
                        operation.id(),
                        () -> assertThat(operation.requestExamples().values())
                                .isNotEmpty()
                                .allSatisfy(example -> assertThat(
                                                operation.requestSchema().problems(example))
                                        .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> theSchemaOfEveryParameterPermitsItsExample() {
        return everyParameter(parameter -> {
            // An optional one has none: the page that tries requests out would fill it in.
            assertThat(parameter.at("example").exists())
                    .isEqualTo(parameter.at("required").isTrue());
            if (parameter.at("example").exists()) {
                assertThat(Parameters.problems(
                                parameter.at("schema"), parameter.at("example").text()))
                        .isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theSchemaOfEveryParameterPermitsItsDefault() {
        return everyParameter(parameter -> {
            SpecNode schema = parameter.at("schema");
            if (schema.at("default").exists()) {
                assertThat(schema.problems(schema.at("default").value())).isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theErrorCodeOfEveryRefusalTellsItsStatus() {
        return everyAnswer(answer -> {
            if (answer.status() >= FIRST_REFUSAL) {
                assertThat(answer.operation().examples(answer.status()).values())
                        .extracting(
                                (JsonNode example) -> example.path("error_code").textValue())
                        .containsOnly("FSS.0" + answer.status());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerBearsARequestId() {
        return everyAnswer(answer -> {
            SpecNode header = answer.documented().at("headers").at("X-Request-Id");
            assertThat(header.at("required").isTrue()).isTrue();
        });
    }

    @Test
    void whatIsNamedByNoAnswerIsNoAnswer() {
        assertThat(Spec.LIST.response(429)).isEmpty();
        assertThat(Spec.INVOKE.response(429)).isPresent();
    }

    @TestFactory
    Stream<DynamicTest> theAnswersOfEveryOperationAreProvokedByAClassOfTests() {
        return Spec.CONTRACT.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    String name = operation.id().substring(0, 1).toUpperCase(Locale.ROOT)
                            + operation.id().substring(1) + "AnswersTest";
                    assertThat(Class.forName(getClass().getPackageName() + "." + name))
                            .isNotNull();
                }));
    }

    private record DocumentedAnswer(Operation operation, int status, SpecNode documented) {}

    private static Stream<DynamicTest> everyAnswer(Consumer<DocumentedAnswer> check) {
        return Spec.CONTRACT.operations().stream()
                .flatMap(operation -> operation.statuses().stream()
                        .map(Integer::valueOf)
                        .map(status -> new DocumentedAnswer(
                                operation, status, operation.response(status).orElseThrow())))
                .map(answer -> DynamicTest.dynamicTest(
                        answer.operation() + " " + answer.status(), () -> check.accept(answer)));
    }

    private static Stream<DynamicTest> everyParameter(Consumer<SpecNode> check) {
        return Spec.CONTRACT.operations().stream()
                .flatMap(operation -> operation.parameters().stream()
                        .map(parameter -> DynamicTest.dynamicTest(
                                operation + " " + parameter.at("name").text(), () -> check.accept(parameter))));
    }

    @Test
    void itsOperationsAreTheOnesThatTheKitNames() {
        assertThat(Spec.CONTRACT.operations())
                .extracting(Operation::id)
                .containsExactlyElementsOf(
                        Stream.of(OperationId.values()).map(OperationId::text).toList());
    }
}
