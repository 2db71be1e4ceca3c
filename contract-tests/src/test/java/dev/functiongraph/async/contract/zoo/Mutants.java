package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** All mutants of the zoo's correct server, and choices among them. */
final class Mutants {
    private Mutants() {}

    /** Every operator at every place; also those that the contract allows. */
    static List<Mutant> all() throws Exception {
        return Stream.of(
                        AnswerMutants.all(),
                        RequestMutants.all(),
                        FunctionMutants.all(),
                        RecordMutants.all(),
                        CodeMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * So many faults, chosen by a seed: one of each operator in turn, so that the operators that fit many places do not
     * crowd out the others.
     */
    static List<Mutant> chosen(List<Mutant> all, int count, long seed) {
        List<Mutant> faults =
                new ArrayList<>(all.stream().filter(Mutant::isFault).toList());
        Collections.shuffle(faults, new Random(seed));
        Map<String, List<Mutant>> byOperator = new LinkedHashMap<>();
        faults.forEach(mutant -> byOperator
                .computeIfAbsent(mutant.operator(), any -> new ArrayList<>())
                .add(mutant));
        List<Mutant> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < Math.min(count, faults.size()); turn++) {
            for (List<Mutant> alike : byOperator.values()) {
                if (turn < alike.size() && chosen.size() < count) {
                    chosen.add(alike.get(turn));
                }
            }
        }
        return chosen;
    }
}
