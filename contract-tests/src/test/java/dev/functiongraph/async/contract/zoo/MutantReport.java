package dev.functiongraph.async.contract.zoo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the kit found of the mutants that were tried.
 *
 * @param all by what is changed
 * @param requests how many were asked of a mutant to tell it from the correct server
 */
record MutantReport(long seed, Map<String, List<Mutant>> all, int requests, List<MutantRun> runs) {

    List<MutantRun> faults() {
        return runs.stream().filter(MutantRun::counts).toList();
    }

    List<MutantRun> survivors() {
        return faults().stream().filter(run -> !run.isFound()).toList();
    }

    String text() {
        int faults = faults().size();
        int found = faults - survivors().size();
        return "seed %s: %d faults, %d found (%.1f %%), %d survive%n"
                        .formatted(
                                seed,
                                faults,
                                found,
                                100.0 * found / Math.max(1, faults),
                                survivors().size())
                + kinds()
                + section("survivors, with the first answer that tells each: expected / given", survivors(), true)
                + section(
                        "not counted, and not found: none of %d requests tells it from the correct server"
                                .formatted(requests),
                        select(run -> run.difference().isEmpty() && !run.isFound()),
                        false)
                + section(
                        "not counted, though the kit complains: no request of others tells it",
                        select(run -> run.difference().isEmpty() && run.isFound()),
                        false)
                + section(
                        "not counted: it answers like a correct server with other functions",
                        select(run -> run.difference().isPresent() && run.hasOtherFunctions()),
                        false)
                + rules();
    }

    private String kinds() {
        return all.entrySet().stream()
                .map(kind -> {
                    List<MutantRun> own = faults().stream()
                            .filter(run -> kind.getValue().contains(run.mutant()))
                            .toList();
                    return "  %s: %d faults of %d mutants, %d found%n"
                            .formatted(
                                    kind.getKey(),
                                    own.size(),
                                    kind.getValue().size(),
                                    own.stream().filter(MutantRun::isFound).count());
                })
                .collect(Collectors.joining());
    }

    private List<MutantRun> select(Predicate<MutantRun> which) {
        return runs.stream().filter(which).toList();
    }

    private static String section(String title, List<MutantRun> runs, boolean told) {
        return title + ": " + runs.size() + "\n"
                + runs.stream()
                        .map(run -> "  " + run
                                + (run.isFound() ? " " + run.foundBy() : "")
                                + (told ? "\n    " + run.difference().orElse("") : "")
                                + "\n")
                        .sorted()
                        .collect(Collectors.joining());
    }

    private String rules() {
        return "no faults, by rule:\n"
                + all.values().stream()
                        .flatMap(List::stream)
                        .filter(mutant -> !mutant.isFault())
                        .collect(Collectors.groupingBy(Mutant::open, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> "  " + entry.getValue() + " " + entry.getKey() + "\n")
                        .collect(Collectors.joining())
                + "requests that are not asked, or whose answers may be any, by rule:\n"
                + RequestFreedom.ofAnyMutant().stream()
                        .map(rule -> "  " + rule + "\n")
                        .collect(Collectors.joining());
    }
}
