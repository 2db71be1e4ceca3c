package dev.functiongraph.async.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON ; charset=UTF-8",
                "application/json;charset=\"u\\tf-8\"",
                "application/json; v=1",
                "application/json; profile=\"a;charset=gbk;\\\"b\"; charset=utf-8",
                "application/json;; charset=utf-8;"
            })
    void furtherParametersChangeNothing(String text) {
        assertThat(MediaType.parse(text)).hasValueSatisfying(type -> {
            assertThat(type.name()).isEqualTo("application/json");
            assertThat(type.isUtf8()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=gbk",
                "application/json; charset='utf-8'",
                "application/json; charset=\"\"",
                "application/json; v=1; Charset=utf-16",
                "application/json; charset=utf-8; charset=gbk"
            })
    void anotherCharsetIsTold(String text) {
        assertThat(MediaType.parse(text))
                .hasValueSatisfying(type -> assertThat(type.isUtf8()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "json",
                "application/",
                "application json",
                "application/json utf-8",
                "application/json; utf-8",
                "application/json; charset = utf-8",
                "application/json; charset=",
                "application/json; charset=\"utf-8",
                "application/json, text/html"
            })
    void whatIsNoneIsNotGuessedAt(String text) {
        assertThat(MediaType.parse(text)).isEmpty();
    }

    @Test
    void aLongValueIsReadToItsEnd() {
        assertThat(MediaType.parse("application/json; v=\"" + "\\a".repeat(100_000) + "\""))
                .isPresent();
    }
}
