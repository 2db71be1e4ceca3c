package dev.functiongraph.async.contract.client.check.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/json",
                "Application/JSON;charset=utf-8",
                "text/html, application/*;q=0.1",
                "*/*",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "*/*;q=0, application/json"
            })
    void theseAllowJson(String accept) {
        assertThat(AcceptHeader.allowsJson(List.of(accept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/json;q=0, */*", "application/*;q=0.000"})
    void theseDoNot(String accept) {
        assertThat(AcceptHeader.allowsJson(List.of(accept))).isFalse();
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(AcceptHeader.allowsJson(List.of("text/html", "application/json")))
                .isTrue();
        assertThat(AcceptHeader.allowsJson(List.of())).isTrue();
    }
}
