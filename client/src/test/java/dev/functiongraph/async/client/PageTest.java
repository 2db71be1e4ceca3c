package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A page of invocations, and bodies that are not one. */
class PageTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String RECORD = "{\"request_id\":\"" + ID
            + "\",\"status\":\"FAIL\",\"error_message\":\"m\",\"error_code\":4201,"
            + "\"start_time\":\"2026-01-02T03:04:05Z\"}";
    private static final String PAGE = page(RECORD);

    private static String page(String records) {
        return "{\"invocations\":[" + records + "],\"count\":1,\"next_marker\":17}";
    }

    @Test
    void itSaysWhereTheNextOneBegins() throws IOException {
        assertThat(read(PAGE).nextMarker()).hasValue(17);
        assertThat(read(PAGE.replace("17", "9223372036854775807")).nextMarker()).hasValue(Long.MAX_VALUE);
    }

    @Test
    void theLastOneHasNoNext() throws IOException {
        assertThat(read(PAGE.replace("17", "0")).nextMarker()).isEmpty();
    }

    @Test
    void aStatusThatTheContractDoesNotKnowIsUnknownAndNotFinal() throws IOException {
        Invocation invocation = only(PAGE.replace("FAIL", "PAUSED"));
        assertThat(invocation.status()).isEqualTo(Invocation.Status.UNKNOWN);
        assertThat(invocation.status().isFinal()).isFalse();
    }

    @Test
    void fieldsThatTheContractDoesNotKnowAreIgnored() throws IOException {
        String grown = page(RECORD.replace("}", ",\"attempt\":2,\"more\":{\"a\":[1]}}"))
                .replace("\"count\"", "\"total\":7,\"count\"");
        assertThat(read(grown)).isEqualTo(read(PAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.123456789Z, 2026-01-02T03:04:05.123456789Z",
        "2026-01-02T05:04:05.006+02:00, 2026-01-02T03:04:05.006Z",
        "2026-01-02T03:04:05, 2026-01-02T03:04:05Z",
    })
    void aTimeIsReadWhateverItsZoneAndWithoutOneAsUtc(String sent, Instant read) throws IOException {
        assertThat(only(PAGE.replace("2026-01-02T03:04:05Z", sent)).startTime()).hasValue(read);
    }

    @Test
    void aTimeThatIsNullIsAbsent() throws IOException {
        Invocation invocation = only(PAGE.replace("\"2026-01-02T03:04:05Z\"", "null,\"end_time\":null"));
        assertThat(invocation.startTime()).isEmpty();
        assertThat(invocation.endTime()).isEmpty();
    }

    @Test
    void itsListCannotBeChanged() throws IOException {
        assertThatThrownBy(() -> read(PAGE).invocations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theRecordOfAnotherInvocationIsNotTheOneThatWasToBeFound() throws IOException {
        String other = RECORD.replace(ID.toString(), "00000000-0000-4000-8000-000000000000");
        try (StubServer server = StubServer.answering(200, JSON, page(other))) {
            assertThat(server.client().findInvocation(PROJECT, URN, ID)).isEmpty();
        }
        try (StubServer server = StubServer.answering(200, JSON, page(other + "," + RECORD))) {
            assertThat(server.client().findInvocation(PROJECT, URN, ID)).hasValue(only(PAGE));
        }
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("an empty body", ""),
                Arguments.of("null", "null"),
                Arguments.of("a list", "[]"),
                Arguments.of("an empty object", "{}"),
                Arguments.of("half of it", PAGE.substring(0, 100)),
                Arguments.of("without its list", PAGE.replace("invocations", "items")),
                Arguments.of("with a list that is null", PAGE.replace("[" + RECORD + "]", "null")),
                Arguments.of("without its count", PAGE.replace("count", "total")),
                Arguments.of("without a next marker", PAGE.replace("next_marker", "next")),
                Arguments.of("with a negative next marker", PAGE.replace("17", "-1")),
                Arguments.of("with a broken next marker", PAGE.replace("17", "1.5")),
                Arguments.of("with an empty next marker", PAGE.replace("17", "\"\"")),
                Arguments.of("with a next marker that no long can hold", PAGE.replace("17", "9223372036854775808")),
                Arguments.of("with a record that is null", page("null")),
                Arguments.of("with a good record and one that is empty", page(RECORD + ",{}")),
                Arguments.of("with a record without an id", PAGE.replace("request_id", "id")),
                Arguments.of("with an id that is no UUID", PAGE.replace(ID.toString(), "soon")),
                Arguments.of("with an empty id", PAGE.replace(ID.toString(), "")),
                Arguments.of("with a record without a status", PAGE.replace("status", "state")),
                Arguments.of("with a record without a code", PAGE.replace("error_code", "code")),
                Arguments.of("with a code that is no number", PAGE.replace("4201", "\"FSS.0500\"")),
                Arguments.of("with a record without a message", PAGE.replace("error_message", "message")),
                Arguments.of("with a time that is none", PAGE.replace("2026-01-02T03", "yesterday")),
                Arguments.of("with an empty time", PAGE.replace("2026-01-02T03:04:05Z", "")),
                Arguments.of("with a date alone", PAGE.replace("T03:04:05Z", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aMalformedOneIsAServerErrorAfterWhichNothingWasAccepted(String name, String body) throws IOException {
        try (StubServer server = StubServer.answering(200, JSON, body)) {
            for (Call call : new Call[] {Call.LIST, Call.FIND}) {
                FunctionGraphException failure = call.failureOf(server.client());
                assertThat(failure).isInstanceOf(ServerErrorException.class).hasMessageContaining("unexpected answer");
                assertThat(failure.status()).isEqualTo(200);
                assertThat(failure.mayHaveBeenAccepted()).isFalse();
            }
        }
    }

    @Test
    void theLargestThatTheContractAllowsIsReadEvenIfEveryCharacterIsEscaped() throws IOException {
        int records = Contract.schema("AsyncInvocationPage")
                .at("/properties/invocations/maxItems")
                .intValue();
        int characters = Contract.schema("AsyncInvocationRecord")
                .at("/properties/error_message/maxLength")
                .intValue();
        String message = "\\ud83d\\ude00".repeat(characters);
        String record = RECORD.replace("\"m\"", "\"" + message + "\"");
        InvocationPage page = read(page(String.join(",", Collections.nCopies(records, record))));
        assertThat(page.invocations())
                .hasSize(500)
                .last()
                .satisfies(last ->
                        assertThat(last.errorMessage()).hasSize(2 * 2048).endsWith("😀"));
    }

    @Test
    void anEndlessOneIsNotReadToItsEnd() throws Exception {
        StubServer.Behavior endless = socket -> {
            socket.getOutputStream().write(("HTTP/1.1 200 -\r\n" + JSON + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            byte[] blanks = " ".repeat(65536).getBytes(StandardCharsets.UTF_8);
            while (true) {
                socket.getOutputStream().write(blanks);
            }
        };
        try (StubServer server = new StubServer(endless)) {
            assertThat(Call.LIST.failureOf(server.client())).isInstanceOf(ServerErrorException.class);
        }
    }

    @Test
    void noOtherAnswerMayBeAsLarge() throws IOException {
        String blanks = " ".repeat(1024 * 1024);
        String error = blanks + "{\"error_code\":\"FSS.0404\",\"error_msg\":\"m\"}";
        try (StubServer server = StubServer.answering(404, JSON, error)) {
            assertThat(Call.LIST.failureOf(server.client())).isInstanceOf(ServerErrorException.class);
        }
        try (StubServer server = StubServer.answering(200, JSON, blanks + CancellationTest.CANCELED)) {
            assertThat(Call.CANCEL.failureOf(server.client())).isInstanceOf(ServerErrorException.class);
        }
    }

    private static Invocation only(String body) throws IOException {
        InvocationPage page = read(body);
        assertThat(page.invocations()).hasSize(1);
        return page.invocations().get(0);
    }

    private static InvocationPage read(String body) throws IOException {
        try (StubServer server = StubServer.answering(200, JSON, body)) {
            return server.client().listInvocations(PROJECT, URN, InvocationQuery.all());
        }
    }
}
