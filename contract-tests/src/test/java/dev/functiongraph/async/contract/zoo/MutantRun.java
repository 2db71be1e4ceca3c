package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kit's run against one mutant. It ends with the first requirement that fails, which alone finds a mutant: one that
 * could not run finds nothing.
 *
 * @param difference what tells it from the correct server, other than the kit; empty if nothing was seen to
 * @param foundBy the requirement; empty if none failed
 * @param obstacles what could not be run; empty if all could
 */
record MutantRun(Mutant mutant, Optional<String> difference, String foundBy, String obstacles) {
    /** What a run refuses to begin for: a correct server whose functions or credentials are others answers so, too. */
    private static final String OTHERS = "does not behave like one|requires credentials|refuses the token|unavailable";

    private static final int SHOWN = 300;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Selection ANSWERS = only("answer.*");

    /** The requirements that most often find mutants of such places, and so are tried first. */
    private static final List<Map.Entry<String, Selection>> FIRST = List.of(
            Map.entry("(invoke|list|cancel|elsewhere) [0-9]{3}.*", ANSWERS),
            Map.entry("(invoke|list|cancel) path.*", only("path.*")),
            Map.entry("(invoke|list|cancel) method.*", only("method.*")),
            Map.entry("invoke header.*", only("accept.*", "event.*type*", "event.content-coding")),
            Map.entry("(list|cancel) header.*", only("accept.*", "cancel.*")),
            Map.entry("invoke body.*", only("event.*")),
            Map.entry(".*URN.*|.*path's.*", only("function.*", "path.*")),
            Map.entry("list .*", only("list.*", "sequence.pages")),
            Map.entry("cancel.*", only("cancel.*", "life.*")),
            Map.entry("life.*|record.*|new id.*|.* one", only("life.*", "invoke.*", "list.*", "sequence.*")));

    private static Selection only(String... requirements) {
        return new Selection(List.of(requirements), List.of());
    }

    static MutantRun of(Mutant mutant, Optional<String> difference, int cases, long seed) throws IOException {
        Selection first = FIRST.stream()
                .filter(entry -> mutant.place().matches("(?s)" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ANSWERS);
        MutantRun early = of(mutant, difference, cases, seed, first);
        return early.isFound() ? early : of(mutant, difference, cases, seed, Selection.ALL);
    }

    private static MutantRun of(Mutant mutant, Optional<String> difference, int cases, long seed, Selection selection)
            throws IOException {
        try (Mutant.Running server = mutant.start().start()) {
            ServerSettings plain = ServerSettings.of(server.uri())
                    .withSeed(seed)
                    .withTime(LIMIT)
                    .withCases(cases);
            ServerSettings settings = mutant.token().map(plain::withToken).orElse(plain);
            Result result = new ServerConformance(settings).run(selection, KnownFailures.NONE, untilTheFirst());
            Optional<Verdict> failed = result.verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Outcome.FAILED)
                    .findFirst();
            String obstacles = result.verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Outcome.COULD_NOT_RUN)
                    .map(verdict -> verdict.requirement().id() + ": " + verdict.note())
                    .collect(Collectors.joining("; "));
            return new MutantRun(
                    mutant,
                    difference,
                    failed.map(verdict -> verdict.requirement().id()).orElse(""),
                    failed.isPresent() ? "" : obstacles);
        } catch (CouldNotRunException e) {
            return new MutantRun(mutant, difference, "", e.getMessage());
        } finally {
            // What ended the run is not meant for the next one.
            Thread.interrupted();
        }
    }

    /** Ends the run: an interrupted one judges nothing more. */
    private static Progress untilTheFirst() {
        Thread runner = Thread.currentThread();
        return new Progress() {
            @Override
            public void ended(Verdict verdict) {
                if (verdict.outcome() == Outcome.FAILED) {
                    runner.interrupt();
                }
            }
        };
    }

    boolean isFound() {
        return !foundBy.isEmpty();
    }

    /** Whether the answers to its functions are those of a correct server with other functions. */
    boolean hasOtherFunctions() {
        return obstacles.matches("(?s).*(" + OTHERS + ").*") && !obstacles.matches("[a-z]+\\.[a-z-]+: .*");
    }

    /** Whether it is a fault: one that requests other than the kit's have shown. */
    boolean counts() {
        return difference.isPresent() && !hasOtherFunctions();
    }

    @Override
    public String toString() {
        return mutant
                + (obstacles.isEmpty() ? "" : " (" + obstacles.substring(0, Math.min(SHOWN, obstacles.length())) + ")");
    }
}
