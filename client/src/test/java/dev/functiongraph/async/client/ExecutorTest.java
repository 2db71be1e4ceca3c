package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An executor that the caller provides. */
class ExecutorTest {

    @Test
    void itDoesAllWorkOfCallsThatDoNotBlockAndSurvivesTheClient() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ExecutorService executor = Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
        AtomicReference<Thread> worker = new AtomicReference<>();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .executor(executor)
                    .withRetries(Duration.ofMinutes(1))
                    .time(new FakeTime())
                    .headers(request -> {
                        worker.set(Thread.currentThread());
                        return Map.of();
                    })
                    .build();
            Call.INVOKE.sendFuture(client).get();
            assertThat(threads).contains(worker.get());
            client.close();
            assertThat(executor.submit(() -> "runs").get()).isEqualTo("runs");
        } finally {
            executor.shutdown();
        }
    }
}
