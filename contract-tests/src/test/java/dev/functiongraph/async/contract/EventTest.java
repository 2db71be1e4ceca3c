package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of events, and the errors for invalid ones that JSON parsers accept by default. */
class EventTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            []                   ~ must be one JSON object, found an array ~ line 1, column 1
            "text"               ~ must be one JSON object, found a string ~ line 1, column 1
            42                   ~ must be one JSON object, found a number ~ line 1, column 1
            true                 ~ must be one JSON object, found a boolean ~ line 1, column 1
            {"a":1}              ~ "a" must be a string, found a number ~ line 1, column 6
            {"a":0.5}            ~ "a" must be a string, found a number ~ line 1, column 6
            {"a":true}           ~ "a" must be a string, found a boolean ~ line 1, column 6
            {"a":null}           ~ "a" must be a string, found null ~ line 1, column 6
            {"a":{}}             ~ "a" must be a string, found an object ~ line 1, column 6
            {"a":[]}             ~ "a" must be a string, found an array ~ line 1, column 6
            {"a":"1","b":2}      ~ "b" must be a string, found a number ~ line 1, column 14
            {"a":"1","a":"1"}    ~ duplicate key "a" ~ line 1, column 10
            {"a":"1","\\u0061":""} ~ duplicate key "a" ~ line 1, column 10
            {"a":"1"} x          ~ malformed JSON ~ line 1, column
            null null            ~ unexpected content after the event ~ line 1, column 6
            {"a":"1"}{}          ~ unexpected content after the event ~ line 1, column 10
            {                    ~ malformed JSON ~ line 1, column
            {"a"                 ~ malformed JSON ~ line 1, column
            {"a":"1",}           ~ malformed JSON ~ line 1, column
            {'a':'1'}            ~ malformed JSON ~ line 1, column
            {"a":"\\x"}          ~ malformed JSON ~ line 1, column
            """)
    void whatIsNoEventIsRefusedWith400AndThePlace(String body, String what, String place) {
        Response response = post(body);
        response.then().statusCode(400);
        assertThat(response.jsonPath().getString("error_code")).isEqualTo("FSS.0400");
        assertThat(response.jsonPath().getString("error_msg")).contains(what).contains("(" + place);
    }

    @Test
    void thePlaceIsRightInABodyOfSeveralLines() {
        post("{\n  \"a\": \"1\",\n  \"b\": 2\n}")
                .then()
                .statusCode(400)
                .body("error_msg", matchesPattern(".*\\(line 3, column 8\\)"));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefusedWith400AndThePlace() {
        Response response = SERVER.request()
                .filter(new ContractFilter())
                .contentType("application/json")
                .body(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'})
                .post(Spec.path(Spec.TEST));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("error_msg")).isEqualTo("the body is not UTF-8 (byte 7)");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{}",
                " {} ",
                "\n{\n\"a\" : \"1\" }\n",
                "{\"a\":\"1\",\"A\":\"1\"}",
                "{\"\":\"\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"城市\":\"北京 😀\"}"
            })
    void everyObjectOfStringsIsAnEvent(String body) {
        post(body).then().statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\n null\t"})
    void theLiteralNullIsAnAbsentEvent(String body) {
        post(body).then().statusCode(202);
    }

    @Test
    void theLiteralNullOfAnotherMediaTypeIsRefusedWith415() {
        SERVER.request()
                .filter(new ContractFilter())
                .contentType("text/plain")
                .body("null")
                .post(Spec.path(Spec.TEST))
                .then()
                .statusCode(415);
    }

    private static Response post(String body) {
        return SERVER.request()
                .filter(new ContractFilter())
                .contentType("application/json; charset=UTF-8")
                .body(body)
                .post(Spec.path(Spec.TEST));
    }
}
