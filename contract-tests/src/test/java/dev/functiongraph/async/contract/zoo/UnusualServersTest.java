package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit on correct servers that are unlike others, some of them chosen by {@code -Dzoo.seed=17}: it complains of
 * none. {@code -Dzoo.servers=1000} tries them all.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class UnusualServersTest {

    private static final long SEED = Long.getLong("zoo.seed", System.nanoTime() & 0xFFFF);

    static Stream<ServerSpecimen> unusual() {
        System.out.println("zoo.seed=" + SEED);
        List<ServerSpecimen> servers = new ArrayList<>(Zoo.unusual().toList());
        Collections.shuffle(servers, new Random(SEED));
        return servers.stream().limit(Integer.getInteger("zoo.servers", 12));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void aCorrectServerPassesHoweverUnusualItIs(ServerSpecimen specimen) throws Exception {
        ZooRun.assertPasses(ZooRun.all().of(specimen));
    }

    /** {@code -Dzoo.seeds=1000} tries more of them. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("zoo.seeds", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCorrectServerPassesWhateverTheSeed(long seed) throws Exception {
        ZooRun.assertPasses(ZooRun.all().withSeed(seed).of(UnusualServers.QUOTING));
    }
}
