package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientConformance;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.client.ClientSettings;
import dev.functiongraph.async.contract.example.ClientAdapter;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit on the project's own server and client: its verdict does not depend on the seed. */
@Tag("seeds")
class SeedsTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code -Dseeds.first=51 -Dseeds.last=100} tries others. */
    static LongStream seeds() {
        return LongStream.rangeClosed(Long.getLong("seeds.first", 1), Long.getLong("seeds.last", 50));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theServerPassesWhateverTheSeed(long seed) throws Exception {
        ServerSettings settings =
                ServerSettings.of(SERVER.uri()).withSeed(seed).withCases(Integer.getInteger("seeds.cases", 100));
        assertPasses(new ServerConformance(settings).run(Selection.ALL, KnownFailures.NONE, Progress.NONE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theClientPassesWhateverTheSeed(long seed) throws Exception {
        ClientSettings settings =
                ClientSettings.of(SeedsTest::perform, "the client").withSeed(seed);
        assertPasses(new ClientConformance(settings).run(Selection.ALL, KnownFailures.NONE, Progress.NONE));
    }

    /** In this process, as a process for each call takes most of the time. */
    private static ClientReport perform(URI base, ClientCase call, Duration limit) throws InterruptedException {
        FutureTask<String> task = new FutureTask<>(() -> ClientAdapter.report(base, JSON.readTree(call.toJson())));
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        thread.start();
        try {
            return ClientReport.parse(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return ClientReport.HUNG;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void assertPasses(Result result) {
        List<Verdict> others = result.verdicts().stream()
                .filter(verdict ->
                        !Set.of(Outcome.PASSED, Outcome.NOT_APPLICABLE).contains(verdict.outcome()))
                .toList();
        assertThat(others).isEmpty();
    }
}
