package dev.functiongraph.async.contract.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol between the kit and a client's command. */
class ClientCaseTest {

    @Test
    void aCaseIsOneLineOfAsciiThatMeansAllOfIt() throws Exception {
        JsonNode event = new ObjectMapper().readTree("{\"北京\":\"\ud83d\ude80\\n\"}");
        String json = ClientCase.invoke("x").withEvent(event).withToken("t").toJson();

        assertThat(json).matches("[ -~]+");
        assertThat(new ObjectMapper().readTree(json).path("event")).isEqualTo(event);
        assertThat(new ObjectMapper().readTree(json).path("token").asText()).isEqualTo("t");
    }

    @Test
    void whatIsAbsentIsLeftOut() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(ClientCase.invoke("x").withoutEvent().toJson());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("id", "operation", "project_id", "function_urn", "timeout_ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "[]", "{}", "{\"outcome\":\"hung\"}", "{\"outcome\":\"ACCEPTED\"}"})
    void nonsenseIsNoReport(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientReport.parse(line));
    }

    @Test
    void whatIsNullInAReportIsNotKnown() {
        assertThat(ClientReport.parse("{\"outcome\":\"error\",\"error_code\":null,\"status\":404}"))
                .satisfies(report -> assertThat(report.text("error_code")).isEmpty())
                .satisfies(report -> assertThat(report.text("status")).hasValue("404"));
    }

    @Test
    void noTwoCasesHaveOneId() {
        Map<String, String> cases = new HashMap<>();
        ClientChecks.of(1).values().stream()
                .flatMap(check -> check.trials().stream())
                .forEach(trial -> assertThat(
                                cases.putIfAbsent(trial.id(), trial.call().toJson()))
                        .isIn(null, trial.call().toJson()));
    }

    @Test
    void theSameSeedMakesTheSameCases() {
        assertThat(cases(7)).isEqualTo(cases(7)).isNotEqualTo(cases(8));
    }

    private static String cases(long seed) {
        StringBuilder all = new StringBuilder();
        ClientChecks.of(seed)
                .values()
                .forEach(check ->
                        check.trials().forEach(trial -> all.append(trial.call().toJson())));
        return all.toString();
    }
}
