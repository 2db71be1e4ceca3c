package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The coverage of a contract that gains something which no test provokes. */
class CoverageTest {
    private static final String YAML = """
            openapi: 3.0.3
            paths:
              /f:
                post:
                  operationId: invoke
                  requestBody:
                    content:
                      application/json:
                        examples:
                          one: {value: {a: "1"}}
                  responses:
                    '202':
                      content:
                        application/json:
                          examples:
                            accepted: {value: {id: e834cb5b-1b2b-4c6b-b41c-8bd10fd41826}}
                    '500': {description: a fault}
            """;
    private static final Set<String> EXCUSED = Set.of("invoke 500");

    private final Contract contract = Contract.of(YAML);
    private final Coverage coverage = new Coverage();

    @BeforeEach
    void everythingIsSeen() {
        coverage.add(
                contract.operations().get(0),
                bytes("{\"a\": \"1\"}"),
                new Answer(202, Headers.of(), bytes("{\"id\":\"7aad83af-3e8d-42e9-9ac1-94e8419e2c9b\"}")));
    }

    @Test
    void nothingIsMissing() {
        assertThat(coverage.gaps(contract.operations(), EXCUSED)).isEmpty();
    }

    @Test
    void whatWasNotProvokedIsMissingUnlessItIsExcused() {
        assertThat(coverage.gaps(contract.operations(), Set.of())).containsExactly("invoke 500");
        assertThat(new Coverage().gaps(contract.operations(), EXCUSED))
                .containsExactly("invoke", "invoke request example one", "invoke 202", "invoke 202 example accepted");
    }

    @Test
    void aNewAnswerIsMissing() {
        Contract grown = Contract.of(YAML + "        '418': {description: a teapot}\n");
        assertThat(coverage.gaps(grown.operations(), EXCUSED)).containsExactly("invoke 418");
    }

    @Test
    void aRangeOfAnswersIsMissingToo() {
        Contract grown = Contract.of(YAML + "        default: {description: anything}\n");
        assertThat(coverage.gaps(grown.operations(), EXCUSED)).containsExactly("invoke default");
    }

    @Test
    void aNewOperationIsMissing() {
        Contract grown = Contract.of(YAML + "    get:\n      operationId: list\n      responses: {'200': {}}\n");
        assertThat(coverage.gaps(grown.operations(), EXCUSED)).containsExactly("list", "list 200");
    }

    @Test
    void aNewExampleIsMissing() {
        Contract grown = Contract.of(YAML.replace("one: {", "two: {value: {}}\n              one: {"));
        assertThat(coverage.gaps(grown.operations(), EXCUSED)).containsExactly("invoke request example two");
    }

    @Test
    void anExcuseForWhatTheContractNoLongerHasIsTold() {
        assertThat(coverage.gaps(contract.operations(), Set.of("invoke 500", "invoke 501")))
                .containsExactly("invoke 501 (excused, but not in the contract)");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
