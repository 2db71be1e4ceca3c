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
import dev.functiongraph.async.contract.wire.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The kit's run against one mutant, which ends with the first requirement that finds it.
 *
 * @param foundBy the requirement; empty if the mutant survived
 * @param obstacles what could not be run; empty if all could
 */
record MutantRun(Mutant mutant, String foundBy, String obstacles) {
    private static final String PREFLIGHT = "the test before the run";
    /** The checks of all answers need few requests where they run alone, and find most faults of answers. */
    private static final List<Selection> STAGES = List.of(new Selection(List.of("answer.*"), List.of()), Selection.ALL);

    static MutantRun of(Mutant mutant, int cases, long seed) throws IOException {
        try (Mutant.Running server = mutant.start().start()) {
            ServerSettings plain = ServerSettings.of(server.uri())
                    .withTarget(new Target(server.uri(), Duration.ofSeconds(2)))
                    .withSeed(seed)
                    .withCases(cases);
            ServerSettings settings = mutant.token().map(plain::withToken).orElse(plain);
            String obstacles = "";
            for (Selection stage : STAGES) {
                Result result = new ServerConformance(settings).run(stage, KnownFailures.NONE, untilTheFirst());
                for (Verdict verdict : result.verdicts()) {
                    if (verdict.outcome() == Outcome.FAILED) {
                        return new MutantRun(mutant, verdict.requirement().id(), "");
                    }
                }
                obstacles = result.verdicts().stream()
                        .filter(verdict -> verdict.outcome() == Outcome.COULD_NOT_RUN)
                        .map(verdict -> verdict.requirement().id() + ": " + verdict.note())
                        .collect(Collectors.joining("; "));
            }
            return new MutantRun(mutant, "", obstacles);
        } catch (CouldNotRunException e) {
            return new MutantRun(mutant, PREFLIGHT, e.getMessage());
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

    @Override
    public String toString() {
        return mutant + (obstacles.isEmpty() ? "" : " (" + obstacles + ")");
    }
}
