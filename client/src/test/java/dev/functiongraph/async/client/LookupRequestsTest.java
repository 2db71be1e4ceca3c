package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The requests of lists and cancellations, as the server receives them. */
class LookupRequestsTest {

    private static final String FUNCTION = "/v2/" + PROJECT + "/fgs/functions/" + URN.replace(":", "%3A");
    private static final String NONE = "{\"invocations\":[],\"count\":0,\"next_marker\":0}";

    @Test
    void aListIsTheContractsGetWithoutAQueryAndWithoutABody() throws Exception {
        StubServer.Request request = asked(InvocationQuery.all());
        assertThat(request.line()).isEqualTo("GET " + FUNCTION + "/async-invocations HTTP/1.1");
        assertThat(request.body()).isEmpty();
        assertThat(request.head())
                .containsIgnoringCase("\r\nAccept: application/json\r\n")
                .containsIgnoringCase("\r\nUser-Agent: functiongraph-async-client/")
                .doesNotContainIgnoringCase("content-type")
                .doesNotContainPattern("(?i)content-length: [^0]")
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContainIgnoringCase("upgrade");
    }

    @Test
    void allThatCanBeAskedForIsSentUnderTheContractsNames() throws Exception {
        InvocationQuery query = InvocationQuery.all()
                .withRequestId(ID)
                .withStatus(Invocation.Status.FAIL)
                .withAcceptedFrom(Instant.parse("2026-01-02T03:04:00Z"))
                .withAcceptedTo(Instant.parse("2026-01-02T03:04:05.000000006Z"))
                .withLimit(500)
                .withMarker(Long.MAX_VALUE);
        assertThat(asked(query).line())
                .endsWith("/async-invocations?request_id=" + ID
                        + "&status=FAIL"
                        + "&query_begin_time=2026-01-02T03%3A04%3A00Z"
                        + "&query_end_time=2026-01-02T03%3A04%3A05.000000006Z"
                        + "&limit=500"
                        + "&marker=9223372036854775807 HTTP/1.1");
    }

    @Test
    void whatIsNotAskedForIsLeftOut() throws Exception {
        assertThat(asked(InvocationQuery.all().withMarker(0)).line()).endsWith("/async-invocations?marker=0 HTTP/1.1");
        assertThat(asked(InvocationQuery.all().withAcceptedTo(Instant.EPOCH).withLimit(1))
                        .line())
                .endsWith("/async-invocations?query_end_time=1970-01-01T00%3A00%3A00Z&limit=1 HTTP/1.1");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void everyStatusIsSentUnderTheContractsName(Invocation.Status status) throws Exception {
        assertThat(Contract.schema("InvocationStatus").path("enum"))
                .anyMatch(name -> name.asText().equals(status.name()));
        assertThat(asked(InvocationQuery.all().withStatus(status)).line())
                .endsWith("/async-invocations?status=" + status.name() + " HTTP/1.1");
    }

    @Test
    void aFutureSendsTheSame() throws Exception {
        try (StubServer server = StubServer.answering(200, "", NONE)) {
            server.client()
                    .listInvocationsFuture(PROJECT, "a b", InvocationQuery.all().withLimit(7))
                    .get();
            assertThat(server.request().line()).contains("/functions/a%20b/async-invocations?limit=7 ");
        }
    }

    @Test
    void toFindOneIsToAskForItsId() throws Exception {
        try (StubServer server = StubServer.answering(200, "", NONE)) {
            assertThat(server.client().findInvocation(PROJECT, URN, ID)).isEmpty();
            assertThat(server.client().findInvocationFuture(PROJECT, URN, ID).get())
                    .isEmpty();
            String line = "GET " + FUNCTION + "/async-invocations?request_id=" + ID + " HTTP/1.1";
            assertThat(server.request().line()).isEqualTo(line);
            assertThat(server.request().line()).isEqualTo(line);
        }
    }

    @Test
    void aCancellationIsTheContractsPostWithTheBodyOfItsOwnExample() throws Exception {
        String example = Contract.operations()
                .get(Call.CANCEL.operationId)
                .at("/requestBody/content/application~1json/examples/force/value")
                .toString();
        try (StubServer server = StubServer.answering(200, "", CancellationTest.CANCELED)) {
            server.client().cancelInvocation(PROJECT, URN, ID);
            server.client().cancelInvocationFuture(PROJECT, URN, ID).get();
            StubServer.Request request = server.request();
            assertThat(request.line()).isEqualTo("POST " + FUNCTION + "/cancel HTTP/1.1");
            assertThat(request.head())
                    .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                    .containsIgnoringCase("\r\nAccept: application/json\r\n");
            assertThat(request.text())
                    .isEqualTo("{\"request_id\":\"" + ID + "\",\"type\":\"force\"}")
                    .isEqualTo(example);
            assertThat(server.request().text()).isEqualTo(example);
        }
    }

    private static StubServer.Request asked(InvocationQuery query) throws Exception {
        try (StubServer server = StubServer.answering(200, "", NONE)) {
            server.client().listInvocations(PROJECT, URN, query);
            return server.request();
        }
    }
}
