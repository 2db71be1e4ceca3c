package dev.functiongraph.async.client.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.client.FunctionDisabledException;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionHandle;
import dev.functiongraph.async.client.FunctionNotFoundException;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationNotFoundException;
import dev.functiongraph.async.client.InvocationQuery;
import dev.functiongraph.async.client.ServiceUnavailableException;
import dev.functiongraph.async.client.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake server, as a test of a caller uses it. */
class FakeFunctionGraphTest {

    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeFunctionGraph server = FakeFunctionGraph.start(PROJECT);
    private final FunctionGraphAsyncClient client =
            FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
    private final FunctionHandle orders = client.project(PROJECT).function("orders");

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void anInvocationSucceedsAtOnceAndItsEventIsKept() {
        server.serve("orders");
        UUID id = orders.invoke(Map.of("order", "4711")).requestId();
        orders.invoke();
        Invocation ended = orders.await(id, MINUTE);
        assertThat(ended.status()).isEqualTo(Invocation.Status.SUCCESS);
        assertThat(ended.startTime()).isPresent();
        assertThat(ended.endTime()).isPresent();
        assertThat(server.events("orders")).containsExactly(Map.of("order", "4711"), Map.of());
        assertThat(server.events("others")).isEmpty();
    }

    @Test
    void aFunctionCanDecideByTheEvent() {
        server.serve("orders", event -> event.containsKey("bad") ? Invocation.Status.FAIL : Invocation.Status.SUCCESS);
        UUID bad = orders.invoke(Map.of("bad", "1")).requestId();
        UUID good = orders.invoke(Map.of("good", "1")).requestId();
        assertThat(orders.find(bad)).map(Invocation::status).hasValue(Invocation.Status.FAIL);
        assertThat(orders.find(bad)).map(Invocation::errorCode).hasValue(4201);
        assertThat(orders.find(good)).map(Invocation::status).hasValue(Invocation.Status.SUCCESS);
    }

    @Test
    void whatWaitsEndsWhenTheTestSaysSo() {
        server.serve("orders", event -> Invocation.Status.WAIT);
        UUID id = orders.invoke().requestId();
        var ends = orders.awaitFuture(id, MINUTE);
        assertThat(ends).isNotDone();
        server.end(id, Invocation.Status.DISCARD);
        assertThat(ends.join().status()).isEqualTo(Invocation.Status.DISCARD);
        server.end(id, Invocation.Status.SUCCESS);
        assertThat(orders.find(id)).map(Invocation::status).hasValue(Invocation.Status.DISCARD);
    }

    @Test
    void whatWaitsOrRunsCanBeCanceled() {
        server.serve("orders", event -> Invocation.Status.valueOf(event.get("status")));
        UUID waiting = orders.invoke(Map.of("status", "WAIT")).requestId();
        UUID running = orders.invoke(Map.of("status", "RUNNING")).requestId();
        assertThat(orders.cancel(waiting)).isEqualTo(Invocation.Status.DISCARD);
        assertThat(orders.cancel(running)).isEqualTo(Invocation.Status.FAIL);
        assertThat(orders.find(running)).map(Invocation::errorCode).hasValue(4208);
    }

    @Test
    void itListsNewestFirstAndPageByPage() {
        server.serve("orders");
        List<UUID> ids = List.of(
                orders.invoke().requestId(),
                orders.invoke().requestId(),
                orders.invoke().requestId());
        assertThat(orders.stream(InvocationQuery.all().withLimit(2)))
                .extracting(Invocation::requestId)
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    }

    @Test
    void itRefusesAsTheContractHasIt() {
        server.disable("orders");
        assertThatThrownBy(orders::invoke).isInstanceOf(FunctionDisabledException.class);
        assertThatThrownBy(() -> client.invokeAsync(PROJECT, "absent")).isInstanceOf(FunctionNotFoundException.class);
        assertThatThrownBy(() -> orders.cancel(UUID.randomUUID())).isInstanceOf(InvocationNotFoundException.class);
        server.serve("orders");
        assertThat(orders.invoke()).isNotNull();
    }

    @Test
    void itRefusesOnceWhatTheTestWantsRefused() {
        server.serve("orders");
        server.refuseNext(503);
        assertThatThrownBy(orders::invoke)
                .isInstanceOfSatisfying(
                        ServiceUnavailableException.class,
                        failure -> assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(1)));
        assertThat(orders.invoke()).isNotNull();
        assertThat(server.events("orders")).hasSize(1);
    }

    @Test
    void afterItIsClosedThereIsNoConnection() {
        server.close();
        assertThatThrownBy(orders::invoke).isInstanceOf(TransportException.class);
    }

    @Test
    void mistakesOfATestAreTold() {
        assertThatIllegalArgumentException().isThrownBy(() -> FakeFunctionGraph.start("short"));
        assertThatIllegalArgumentException().isThrownBy(() -> server.refuseNext(200));
        assertThatIllegalArgumentException().isThrownBy(() -> server.end(UUID.randomUUID(), Invocation.Status.FAIL));
        assertThatIllegalArgumentException().isThrownBy(() -> server.end(UUID.randomUUID(), Invocation.Status.WAIT));
    }
}
