package dev.functiongraph.async.contract.zoo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All mutants of the zoo's correct server, and an order among them. */
final class Mutants {
    private Mutants() {}

    /** Every operator at every place, by what is changed; also those that the contract allows. */
    static Map<String, List<Mutant>> all() throws Exception {
        Map<String, List<Mutant>> all = new LinkedHashMap<>();
        all.put("answers", AnswerMutants.all());
        all.put("requests", RequestMutants.all());
        all.put("functions", UrnMutants.all());
        all.put("checks", CheckMutants.all());
        all.put("records", RecordMutants.all());
        all.put("code", CodeMutants.all());
        return all;
    }

    /**
     * The mutants that no rule allows, in an order that a seed decides: one of each operator in turn, so that the
     * operators that fit many places do not crowd out the others.
     */
    static List<Mutant> ordered(List<Mutant> all, long seed) {
        // By name, for the order in which they were made is not always the same.
        List<Mutant> faults = new ArrayList<>(all.stream()
                .filter(Mutant::isFault)
                .sorted(Comparator.comparing(Mutant::toString))
                .toList());
        Collections.shuffle(faults, new Random(seed));
        Map<String, List<Mutant>> byOperator = new LinkedHashMap<>();
        faults.forEach(mutant -> byOperator
                .computeIfAbsent(mutant.operator(), any -> new ArrayList<>())
                .add(mutant));
        List<Mutant> ordered = new ArrayList<>();
        for (int turn = 0; ordered.size() < faults.size(); turn++) {
            for (List<Mutant> alike : byOperator.values()) {
                if (turn < alike.size()) {
                    ordered.add(alike.get(turn));
                }
            }
        }
        return ordered;
    }
}
