package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks that are read off the contract, and their sentences. */
class ContractSchemaTest {
    private static final Contract CONTRACT = Contract.fromClassPath();
    private static final Map<String, ContractSchema> QUERY = CONTRACT.queryParameters("listAsyncInvocations");
    private static final String WHOLE = "a whole number ";
    private static final String TIME = "a time as RFC 3339 has it, such as `2026-01-02T03:04:05Z`";

    @Test
    void theListsParametersAreTheContracts() {
        assertThat(QUERY.keySet())
                .containsExactlyInAnyOrder(
                        "request_id", "status", "query_begin_time", "query_end_time", "limit", "marker");
    }

    @Test
    void aChangeOfTheContractChangesTheCheckAndItsSentence() throws IOException {
        String changed = text().replace("maximum: 500\n            default: 100", "maximum: 7\n            default: 7");
        ContractSchema limit = new Contract(new ByteArrayInputStream(changed.getBytes(StandardCharsets.UTF_8)))
                .queryParameters("listAsyncInvocations")
                .get("limit");

        assertThatCode(() -> limit.requireText("limit", "7")).doesNotThrowAnyException();
        assertThatThrownBy(() -> limit.requireText("limit", "8")).hasMessage("limit must be " + WHOLE + "from 1 to 7");
        assertThatCode(() -> QUERY.get("limit").requireText("limit", "500")).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(textBlock = """
            limit,            many,                                   a whole number from 1 to 500
            limit,            '',                                     a whole number from 1 to 500
            limit,            501,                                    a whole number from 1 to 500
            limit,            +1,                                     a whole number from 1 to 500
            limit,            ١,                                      a whole number from 1 to 500
            limit,            1.0,                                    a whole number from 1 to 500
            marker,           -1,                                     a whole number of at least 0
            marker,           '',                                     a whole number of at least 0
            status,           wait,                                   WAIT or RUNNING or SUCCESS or FAIL or DISCARD
            status,           '',                                     WAIT or RUNNING or SUCCESS or FAIL or DISCARD
            request_id,       1-1-1-1-1,                              a UUID
            request_id,       '',                                     a UUID
            query_begin_time, '',                                     a time as RFC 3339 has it
            query_end_time,   2026-13-02T03:04:05Z,                   a time as RFC 3339 has it
            """)
    void aParameterIsToldWhatItMustBe(String name, String text, String demand) {
        assertThatThrownBy(() -> QUERY.get(name).requireText(name, text))
                .hasMessageStartingWith(name + " must be " + demand);
    }

    @ParameterizedTest
    @CsvSource({
        "request_id, e834cb5b-1b2b-4c6b-b41c-8bd10fd41826",
        "query_begin_time, 2026-01-02T03:04:05",
        "limit, 007",
        "status, WAIT"
    })
    void aLineBreakAtTheEndIsPartOfTheText(String name, String text) {
        assertThatCode(() -> QUERY.get(name).requireText(name, text)).doesNotThrowAnyException();
        assertThatThrownBy(() -> QUERY.get(name).requireText(name, text + "\n"))
                .hasMessageStartingWith(name + " must be ");
    }

    @Test
    void aTimeIsExplainedInTheContractsOwnWords() {
        assertThatThrownBy(() -> QUERY.get("query_end_time").requireText("query_end_time", "now"))
                .hasMessage("query_end_time must be " + TIME + " or `2026-01-02T11:04:05.123456789+08:00`"
                        + " (in a query, `+` is sent as `%2B`)");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            []                                                          | the body must be one JSON object
            {}                                                          | request_id must be a UUID
            {"request_id":null}                                         | request_id must be a UUID
            {"request_id":"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826","type":null} | type must be force
            """)
    void aBodyIsToldWhichPropertyMustBeWhat(String body, String sentence) throws IOException {
        ContractSchema cancelRequest = CONTRACT.schema("CancelRequest");
        assertThatThrownBy(() -> cancelRequest.require("the body", new ObjectMapper().readTree(body)))
                .hasMessage(sentence);
    }

    private static String text() throws IOException {
        try (InputStream yaml = ContractSchemaTest.class.getResourceAsStream("/openapi.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
