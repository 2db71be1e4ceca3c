package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.invocation.Event;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static final EventParser STRINGS = new EventParser(false);
    private static final EventParser ANY = new EventParser(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":null,\"b\":[1,{\"c\":true}],\"d\":{\"d\":{}}}",
                "{\"z\":1,\"a\":123456789012345678901234567890.1234567890123456789e-400,\"北\":[[[]]]}",
                " {\"half a pair\":[\"\\ud800\"]}\n",
            })
    void whereAnyJsonIsAllowedItIsKeptToTheByte(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(ANY.parse(bytes).json()).isSameAs(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[1]                          | the event must be one JSON object, found an array (line 1, column 1)",
                "{\"a\":[{\"b\":1,\"b\":2}]}   | duplicate key \"b\" (line 1, column 14)",
                "{\"a\":[1,]}                 | malformed JSON (line 1, column 9)",
                "{\"a\":[1}                   | malformed JSON (line 1, column 8)",
                "{\"a\":01}                   | malformed JSON (line 1, column 7)",
                "{\"a\":NaN}                  | malformed JSON (line 1, column 9)",
                "{\"a\":[\"\\x\"]}             | malformed JSON (line 1, column 9)",
            })
    void whereAnyJsonIsAllowedItMustBeJson(String body, String message) {
        assertThatThrownBy(() -> ANY.parse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(message.substring(0, message.lastIndexOf("column")));
    }

    @Test
    void anEventMayBeNestedDeeplyButNotEndlessly() {
        byte[] deep = ("{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(ANY.parse(deep).json()).isSameAs(deep);

        byte[] endless = ("{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ANY.parse(endless)).hasMessage("nested more than 500 deep (line 1, column 505)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"k\" : \"v\"}\n",
                "{\"\":\"\"}",
                "{\"北京\":\"🙂\"}",
                "{\"half a pair\":\"\\ud800\"}",
                "{\"k\":\"\\u0000\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
            })
    void anObjectOfStringsIsKeptToTheByte(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(STRINGS.parse(bytes).json()).isSameAs(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", " \t\r\nnull \t\r\n"})
    void theLiteralNullIsTheEmptyEvent(String body) {
        assertThat(STRINGS.parse(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(Event.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[]                     | the event must be one JSON object, found an array (line 1, column 1)",
                "\"{}\"                 | the event must be one JSON object, found a string (line 1, column 1)",
                "17                     | the event must be one JSON object, found a number (line 1, column 1)",
                "{\"a\":1}              | the value of \"a\" must be a string, found a number (line 1, column 6)",
                "{\"a\":null}           | the value of \"a\" must be a string, found null (line 1, column 6)",
                "{\"a\":true}           | the value of \"a\" must be a string, found a boolean (line 1, column 6)",
                "{\"a\":{}}             | the value of \"a\" must be a string, found an object (line 1, column 6)",
                "{\"a\":[\"b\"]}        | the value of \"a\" must be a string, found an array (line 1, column 6)",
                "{\"a\":\"\",\"a\":\"\"} | duplicate key \"a\" (line 1, column 9)",
                "{\"a\\n\":1}           | the value of \"a\\n\" must be a string, found a number (line 1, column 8)",
                "{} {}                  | unexpected content after the event (line 1, column 4)",
                "null {}                | unexpected content after the event (line 1, column 6)",
                "null null              | unexpected content after the event (line 1, column 6)",
                "[null]                 | the event must be one JSON object, found an array (line 1, column 1)",
                "nul                    | malformed JSON (line 1, column 4)",
                "{                      | malformed JSON (line 1, column 2)",
                "{\"a\"}                | malformed JSON (line 1, column 5)",
                "{\"a\":\"\\x\"}        | malformed JSON (line 1, column 8)",
                "{'a':'b'}              | malformed JSON (line 1, column 2)",
                "{\"a\":\"b\"} trailing | malformed JSON (line 1, column 11)",
            })
    void anythingElseIsRefusedWithItsPlace(String body, String message) {
        assertThatThrownBy(() -> STRINGS.parse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(message.substring(0, message.lastIndexOf("column")));
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirPlace() {
        byte[] latin1 = "{\"k\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> STRINGS.parse(latin1)).hasMessage("the body is not UTF-8 (byte 7)");
        assertThatThrownBy(() -> STRINGS.parse("{}".getBytes(StandardCharsets.UTF_16)))
                .hasMessage("the body is not UTF-8 (byte 1)");
    }

    @Test
    void aKeyMayBeAsLongAsTheBodyAllows() {
        byte[] body = ("{\"" + "k".repeat(Event.MAX_BYTES - 7) + "\":\"\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(STRINGS.parse(body).json()).isSameAs(body);
    }

    @Test
    void aLongKeyIsShownByItsStart() {
        byte[] body = ("{\"" + "k".repeat(1_000) + "\":1}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> STRINGS.parse(body)).hasMessageContaining("\"" + "k".repeat(64) + "...\"");
    }
}
