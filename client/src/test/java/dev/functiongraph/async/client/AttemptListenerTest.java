package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptListenerTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();
    private final Recorder recorder = new Recorder();

    @ParameterizedTest
    @EnumSource
    void itHearsOfEveryAttemptInOrder(Way way) throws Throwable {
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            way.send(Call.INVOKE, builder(server).withRetries(MINUTE).build());
            assertThat(recorder.events)
                    .containsExactly(
                            "sent invoke 1",
                            "failed invoke 1: 503",
                            "retrying invoke 1 in PT1.5S",
                            "sent invoke 2",
                            "answered invoke 2: 202");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsAFailureThatIsNotFollowedByARetry(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.DISABLED)) {
            way.failureOf(Call.INVOKE, builder(server).withRetries(MINUTE).build());
            assertThat(recorder.events).containsExactly("sent invoke 1", "failed invoke 1: 429");
        }
    }

    @ParameterizedTest
    @EnumSource
    void lookUpsOfAnAwaitAreNumberedAnewAfterAnAnswer(Way way) throws Throwable {
        try (StubServer server = StubServer.inTurn(
                Answer.record(Invocation.Status.RUNNING),
                Answer.unavailable(1),
                Answer.record(Invocation.Status.RUNNING),
                Answer.record(Invocation.Status.SUCCESS))) {
            way.await(builder(server).build(), MINUTE);
            assertThat(recorder.events)
                    .containsExactly(
                            "sent list 1",
                            "answered list 1: 200",
                            "sent list 1",
                            "failed list 1: 503",
                            "retrying list 1 in PT1S",
                            "sent list 2",
                            "answered list 2: 200",
                            "sent list 1",
                            "answered list 1: 200");
        }
    }

    @Test
    void aLookUpAfterWhichTheTimeIsOverIsNotSaidToBeSentAgain() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            Way.BLOCKING.failureOfAwait(builder(closed.uri()).build(), Duration.ofSeconds(1));
        }
        assertThat(recorder.events)
                .filteredOn(event -> event.startsWith("sent"))
                .hasSizeGreaterThan(2);
        assertThat(recorder.events.get(recorder.events.size() - 1)).startsWith("failed");
        assertThat(recorder.events)
                .filteredOn(event -> event.startsWith("retrying"))
                .hasSize(recorder.failures.size() - 1);
    }

    @Test
    void ofCallsThatBlockItIsCalledInTheCallersThread() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            Call.INVOKE.send(builder(server).build());
            assertThat(recorder.threads).containsOnly(Thread.currentThread());
        }
    }

    @Test
    void anAttemptThatIsCutOffHasFailed() throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            CompletableFuture<?> future = Call.INVOKE.sendFuture(builder(server).build());
            server.request();
            future.cancel(true);
            assertThat(recorder.next()).isEqualTo("sent invoke 1");
            assertThat(recorder.next()).isEqualTo("failed invoke 1: 0");
            assertThat(recorder.failures.get(0)).hasMessageContaining("before the call was canceled");
        }
    }

    @Test
    void anAttemptThatCloseCutsOffHasFailedOnce() throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            FunctionGraphAsyncClient client = builder(server).build();
            Call.INVOKE.sendFuture(client);
            server.request();
            client.close();
            assertThat(recorder.next()).isEqualTo("sent invoke 1");
            assertThat(recorder.next()).isEqualTo("failed invoke 1: 0");
            assertThat(recorder.failures).singleElement().asString().contains("before the client was closed");
        }
    }

    @Test
    void whatItThrowsChangesNothingAndIsSeenByTheThreadsHandler() throws Exception {
        List<Throwable> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Object> answer = new CompletableFuture<>();
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .listener(new AttemptListener() {
                        @Override
                        public void answered(OutgoingRequest request, int status, Duration elapsed) {
                            throw new IllegalStateException("no meter");
                        }
                    })
                    .build();
            Thread caller = new Thread(() -> answer.complete(Call.INVOKE.send(client)));
            caller.setUncaughtExceptionHandler((thread, failure) -> seen.add(failure));
            caller.start();
            assertThat(answer.get(30, TimeUnit.SECONDS)).isInstanceOf(AcceptedInvocation.class);
            assertThat(seen).singleElement().asString().contains("no meter");
        }
    }

    private FunctionGraphAsyncClientBuilder builder(StubServer server) {
        return builder(server.uri());
    }

    private FunctionGraphAsyncClientBuilder builder(URI base) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(base)
                .requestTimeout(Duration.ofHours(1))
                .time(time)
                .listener(recorder);
    }

    private static final class Recorder implements AttemptListener {

        final List<String> events = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        final List<FunctionGraphException> failures = new CopyOnWriteArrayList<>();
        private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return queue.poll(30, TimeUnit.SECONDS);
        }

        @Override
        public void sent(OutgoingRequest request) {
            add("sent " + text(request));
        }

        @Override
        public void answered(OutgoingRequest request, int status, Duration elapsed) {
            add("answered " + text(request) + ": " + status);
        }

        @Override
        public void failed(OutgoingRequest request, FunctionGraphException failure, Duration elapsed) {
            failures.add(failure);
            add("failed " + text(request) + ": " + failure.status());
        }

        @Override
        public void retrying(OutgoingRequest request, FunctionGraphException failure, Duration pause) {
            add("retrying " + text(request) + " in " + pause);
        }

        private void add(String event) {
            threads.add(Thread.currentThread());
            events.add(event);
            queue.add(event);
        }

        private static String text(OutgoingRequest request) {
            return request.operation() + " " + request.attempt();
        }
    }
}
