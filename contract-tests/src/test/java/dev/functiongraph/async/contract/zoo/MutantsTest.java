package dev.functiongraph.async.contract.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The kit on faults that were made mechanically: it finds nearly all of them. Of {@code -Dmutants.count=400} chosen by
 * {@code -Dmutants.seed=17} it prints those that survive; {@code -Dmutants.only=REGEX} tries those that match.
 */
@Tag("mutants")
class MutantsTest {
    private static final double SHARE = 0.98;
    private static final int AT_ONCE = 4;

    @Test
    void nearlyEveryFaultThatIsMadeMechanicallyIsFound() throws Exception {
        long seed = Long.getLong("mutants.seed", System.nanoTime() & 0xFFFF);
        List<Mutant> all = Mutants.all();
        List<Mutant> chosen = Mutants.chosen(matching(all), Integer.getInteger("mutants.count", 400), seed);
        List<MutantRun> runs = runs(chosen, seed);
        List<MutantRun> survivors = runs.stream().filter(run -> !run.isFound()).toList();
        String report = report(seed, all, runs, survivors);
        System.out.println(report);
        String file = System.getProperty("mutants.report");
        if (file != null) {
            Files.writeString(Path.of(file), report);
        }
        assertThat(survivors).as("survivors with the seed %s", seed).hasSizeLessThanOrEqualTo((int)
                (chosen.size() * (1 - SHARE)));
    }

    private static List<Mutant> matching(List<Mutant> all) {
        String only = System.getProperty("mutants.only", "");
        return all.stream()
                .filter(mutant -> only.isEmpty() || mutant.toString().matches("(?s).*(" + only + ").*"))
                .toList();
    }

    private static List<MutantRun> runs(List<Mutant> chosen, long seed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<MutantRun>> futures = new ArrayList<>();
            int cases = Integer.getInteger("mutants.cases", 20);
            for (Mutant mutant : chosen) {
                futures.add(threads.submit(() -> MutantRun.of(mutant, cases, seed)));
            }
            List<MutantRun> runs = new ArrayList<>();
            for (Future<MutantRun> future : futures) {
                runs.add(future.get());
            }
            return runs;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String report(long seed, List<Mutant> all, List<MutantRun> runs, List<MutantRun> survivors) {
        Map<String, Long> open = all.stream()
                .filter(mutant -> !mutant.isFault())
                .collect(Collectors.groupingBy(Mutant::open, TreeMap::new, Collectors.counting()));
        return "seed %s: %d faults of %d, %d found, %d survive%n"
                        .formatted(
                                seed,
                                runs.size(),
                                all.stream().filter(Mutant::isFault).count(),
                                runs.size() - survivors.size(),
                                survivors.size())
                + survivors.stream().map(run -> "  " + run + "\n").sorted().collect(Collectors.joining())
                + "no faults, by rule:\n"
                + open.entrySet().stream()
                        .map(entry -> "  " + entry.getValue() + " " + entry.getKey() + "\n")
                        .collect(Collectors.joining());
    }
}
