package dev.functiongraph.async.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    @ParameterizedTest
    @CsvSource({"/v2/a?b=c", "http://127.0.0.1:8080/v2/a?b=c", "https://functions.example/v2/a?b=c", "/v2/a"})
    void thePathIsTheSameInWhicheverFormTheTargetIs(String target) {
        assertThat(new Request("GET", target, Headers.of(), new byte[0]).path()).isEqualTo("/v2/a");
    }
}
