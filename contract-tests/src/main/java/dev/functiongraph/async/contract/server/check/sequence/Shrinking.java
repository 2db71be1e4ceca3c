package dev.functiongraph.async.contract.server.check.sequence;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.util.ArrayList;
import java.util.List;

/** The search for the shortest part of a sequence that still fails: pieces are left out, ever smaller ones. */
final class Shrinking {
    private static final int MOST_RUNS = 60;

    private final Failing failing;
    private int runs;

    private Shrinking(Failing failing) {
        this.failing = failing;
    }

    /** The test of whether a sequence fails. */
    @FunctionalInterface
    interface Failing {
        boolean test(List<Step> steps) throws CouldNotRunException, InterruptedException;
    }

    /** @param steps which fail */
    static List<Step> of(List<Step> steps, Failing failing) throws CouldNotRunException, InterruptedException {
        Shrinking shrinking = new Shrinking(failing);
        List<Step> shortest = steps;
        for (int size = steps.size() / 2; size > 0; size = size / 2) {
            shortest = shrinking.withoutPieces(shortest, size);
        }
        return shrinking.withFewerAtOnce(shortest);
    }

    private boolean fails(List<Step> steps) throws CouldNotRunException, InterruptedException {
        return runs++ < MOST_RUNS && failing.test(steps);
    }

    private List<Step> withoutPieces(List<Step> steps, int size) throws CouldNotRunException, InterruptedException {
        List<Step> rest = steps;
        for (int begin = 0; begin < rest.size(); ) {
            List<Step> fewer = new ArrayList<>(rest.subList(0, begin));
            fewer.addAll(rest.subList(Math.min(begin + size, rest.size()), rest.size()));
            if (!fewer.isEmpty() && fails(fewer)) {
                rest = fewer;
            } else {
                begin += size;
            }
        }
        return rest;
    }

    private List<Step> withFewerAtOnce(List<Step> steps) throws CouldNotRunException, InterruptedException {
        List<Step> fewest = steps;
        for (int i = 0; i < steps.size(); i++) {
            int number = fewest.get(i).number();
            while (fewest.get(i).action() == Step.Action.INVOKE && number > 1) {
                number = number / 2;
                List<Step> fewer = new ArrayList<>(fewest);
                fewer.set(i, new Step(Step.Action.INVOKE, number, ""));
                if (!fails(fewer)) {
                    break;
                }
                fewest = fewer;
            }
        }
        return fewest;
    }
}
