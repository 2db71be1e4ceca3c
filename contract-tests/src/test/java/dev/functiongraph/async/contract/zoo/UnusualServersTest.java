package dev.functiongraph.async.contract.zoo;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit on correct servers that are unlike others: it complains of none. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class UnusualServersTest {

    static Stream<ServerSpecimen> unusual() {
        return Zoo.unusual();
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void aCorrectServerPassesHoweverUnusualItIs(ServerSpecimen specimen) throws Exception {
        ZooRun.assertPasses(ZooRun.all().of(specimen));
    }

    /** {@code -Dzoo.seeds=1000} tries more of them. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("zoo.seeds", 5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCorrectServerPassesWhateverTheSeed(long seed) throws Exception {
        ZooRun.assertPasses(ZooRun.all().withSeed(seed).of(UnusualServers.QUOTING));
    }
}
