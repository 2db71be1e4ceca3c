package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamTest {

    private static final InvocationQuery TWO_AT_ONCE = InvocationQuery.all().withLimit(2);

    private static String id(int number) {
        return "00000000-0000-4000-8000-00000000000" + number;
    }

    private static String[] records(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> Answer.record(id(number), Invocation.Status.SUCCESS))
                .toArray(String[]::new);
    }

    private static StubServer threePages() throws IOException {
        return StubServer.inTurn(
                Answer.page(5, records(7, 6)), Answer.page(3, records(5, 4)), Answer.page(0, records(3)));
    }

    @Test
    void itGoesThroughAllPagesInTheServersOrder() throws Exception {
        try (StubServer server = threePages()) {
            assertThat(server.client()
                            .streamInvocations(PROJECT, URN, TWO_AT_ONCE)
                            .map(invocation -> invocation.requestId().toString()))
                    .containsExactly(id(7), id(6), id(5), id(4), id(3));
            assertThat(server.request().line()).contains("?limit=2&marker=0 ");
            assertThat(server.request().line()).contains("?limit=2&marker=5 ");
            assertThat(server.request().line()).contains("?limit=2&marker=3 ");
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void nothingIsAskedForBeforeItIsUsed() throws Exception {
        try (StubServer server = threePages()) {
            server.client().streamInvocations(PROJECT, URN, TWO_AT_ONCE);
            var unused =
                    server.client().streamInvocations(PROJECT, URN, TWO_AT_ONCE).filter(invocation -> true);
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void aPageIsAskedForWhenTheOneBeforeIsUsedUp() throws Exception {
        try (StubServer server = threePages()) {
            Iterator<Invocation> invocations =
                    server.client().streamInvocations(PROJECT, URN, TWO_AT_ONCE).iterator();
            invocations.next();
            invocations.next();
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
            invocations.next();
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void whoTakesAsManyAsOnePageHasAsksForOnePage() throws Exception {
        try (StubServer server = threePages()) {
            assertThat(server.client()
                            .streamInvocations(PROJECT, URN, TWO_AT_ONCE)
                            .limit(2))
                    .hasSize(2);
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void anEmptyPageWithANextOneIsNotTheEnd() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.page(5), Answer.page(0, records(4)))) {
            assertThat(server.client().streamInvocations(PROJECT, URN, InvocationQuery.all()))
                    .hasSize(1);
        }
    }

    @Test
    @Timeout(30)
    void aPageThatNamesItselfAsTheNextOneIsNotAskedForForEver() throws Exception {
        assertLeadRoundTo5(Answer.page(5, records(7)), Answer.page(5));
    }

    @Test
    @Timeout(30)
    void pagesThatNameEachOtherAreNotAskedForForEver() throws Exception {
        assertLeadRoundTo5(Answer.page(5, records(7)), Answer.page(7, records(6)), Answer.page(5, records(5)));
    }

    private static void assertLeadRoundTo5(StubServer.Behavior... pages) throws Exception {
        try (StubServer server = StubServer.inTurn(pages)) {
            assertThatThrownBy(() -> server.client()
                            .streamInvocations(PROJECT, URN, InvocationQuery.all())
                            .toList())
                    .isInstanceOf(ServerErrorException.class)
                    .hasMessageContaining("marker 5");
        }
    }

    @Test
    void aClosedClientHasNone() throws Exception {
        try (StubServer server = threePages()) {
            FunctionGraphAsyncClient client = server.client();
            client.close();
            assertThatThrownBy(() -> client.streamInvocations(PROJECT, URN, TWO_AT_ONCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the client is closed");
        }
    }

    @Test
    void itBeginsAtTheQuerysMarker() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.NO_INVOCATIONS)) {
            assertThat(server.client()
                            .streamInvocations(
                                    PROJECT, URN, InvocationQuery.all().withMarker(42)))
                    .isEmpty();
            assertThat(server.request().line()).contains("?marker=42 ");
        }
    }

    @Test
    void aPageThatFailsFailsThere() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.page(5, records(7)), Answer.error(404, ""))) {
            Iterator<Invocation> invocations =
                    server.client().streamInvocations(PROJECT, URN, TWO_AT_ONCE).iterator();
            assertThat(invocations.next().requestId()).hasToString(id(7));
            assertThatThrownBy(invocations::hasNext).isInstanceOf(FunctionNotFoundException.class);
        }
    }

    @Test
    void aPageIsSentAgainAsTheClientsRetriesHaveIt() throws Exception {
        try (StubServer server =
                StubServer.inTurn(Answer.page(5, records(7)), Answer.unavailable(1), Answer.page(0, records(4)))) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .withRetries(Duration.ofMinutes(1))
                    .time(new FakeTime())
                    .build();
            assertThat(client.streamInvocations(PROJECT, URN, TWO_AT_ONCE)).hasSize(2);
        }
    }

    @Test
    void whatCannotBeAskedForIsRefusedAtOnce() throws Exception {
        try (StubServer server = threePages()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.client().streamInvocations("..", URN, TWO_AT_ONCE));
            assertThatNullPointerException()
                    .isThrownBy(() -> server.client().streamInvocations(PROJECT, URN, null))
                    .withMessage("query");
        }
    }
}
