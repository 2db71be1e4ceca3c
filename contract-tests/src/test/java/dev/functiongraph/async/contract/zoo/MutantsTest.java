package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The kit on faults that were made mechanically: it finds nearly all of them. {@code -Dmutants.count=300} faults are
 * tried, chosen by {@code -Dmutants.seed=17}; {@code -Dmutants.only=REGEX} tries those that match.
 */
@Tag("mutants")
class MutantsTest {
    private static final double SHARE = 0.98;
    private static final int AT_ONCE = 4;

    @Test
    void nearlyEveryFaultThatIsMadeMechanicallyIsFound() throws Exception {
        long seed = Long.getLong("mutants.seed", System.nanoTime() & 0xFFFF);
        int count = Integer.getInteger("mutants.count", 300);
        String only = System.getProperty("mutants.only", "");
        Map<String, List<Mutant>> all = Mutants.all();
        List<Mutant> candidates = all.values().stream()
                .flatMap(List::stream)
                .filter(mutant -> only.isEmpty() || mutant.toString().matches("(?s).*(" + only + ").*"))
                .toList();
        Comparison open = Comparison.open();
        MutantReport report = new MutantReport(
                seed,
                all,
                open.size(),
                runs(Mutants.ordered(candidates, seed), count, seed, open, Comparison.guarded()));
        System.out.println(report.text());
        String file = System.getProperty("mutants.report");
        if (file != null) {
            Files.writeString(Path.of(file), report.text());
        }
        if (only.isEmpty()) {
            assertThat(report.faults()).as("faults with the seed %s", seed).hasSize(count);
        }
        assertThat(report.survivors()).as("survivors with the seed %s", seed).hasSizeLessThanOrEqualTo((int)
                (report.faults().size() * (1 - SHARE)));
    }

    /** The runs of as many candidates, in their order, as it takes to have so many faults. */
    private static List<MutantRun> runs(
            List<Mutant> candidates, int count, long seed, Comparison open, Comparison guarded) throws Exception {
        int cases = Integer.getInteger("mutants.cases", 20);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<MutantRun> runs = new ArrayList<>();
            List<Future<MutantRun>> futures = new ArrayList<>();
            int faults = 0;
            for (int next = 0; faults < count && next < candidates.size(); next++) {
                // As many more as are wanting may all be faults.
                while (futures.size() < candidates.size() && futures.size() < next + count - faults) {
                    Mutant mutant = candidates.get(futures.size());
                    futures.add(threads.submit(() -> run(mutant, cases, seed, open, guarded)));
                }
                MutantRun run = futures.get(next).get();
                runs.add(run);
                faults += run.counts() ? 1 : 0;
            }
            return runs;
        } finally {
            threads.shutdownNow();
        }
    }

    private static MutantRun run(Mutant mutant, int cases, long seed, Comparison open, Comparison guarded)
            throws Exception {
        Optional<String> difference = (mutant.token().isPresent() ? guarded : open).difference(mutant);
        return MutantRun.of(mutant, difference, cases, seed);
    }

    @Test
    void nothingTellsTheCorrectServerFromItself() throws Exception {
        Mutant none = Mutant.of("none", "nowhere", "", Model::new);
        assertThat(Comparison.open().difference(none)).isEmpty();
        Mutant guarded = Mutant.of("none", "nowhere", "", FaultyCredentials.Guarded::new);
        assertThat(Comparison.guarded().difference(guarded)).isEmpty();
    }
}
