package dev.functiongraph.async.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations, answers and named examples of the contract that were seen, and those that were not. The order in
 * which they were seen does not matter. Thread-safe.
 */
final class Coverage {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * Counts an exchange. An example was seen where a body had its value; a UUID or a time stands for any other one.
     */
    void add(Operation operation, byte[] sent, Answer answer) {
        seen.add(operation.id());
        seen.add(status(operation, Integer.toString(answer.status())));
        Json.read(sent, ignored -> {})
                .ifPresent(value -> seen.addAll(same(operation.requestExamples(), value).stream()
                        .map(name -> requestExample(operation, name))
                        .toList()));
        Json.read(answer.body(), ignored -> {})
                .ifPresent(value -> seen.addAll(same(operation.examples(answer.status()), value).stream()
                        .map(name -> example(operation, Integer.toString(answer.status()), name))
                        .toList()));
    }

    private static List<String> same(Map<String, JsonNode> examples, JsonNode value) {
        return examples.entrySet().stream()
                .filter(example -> Examples.same(example.getValue(), value))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What of some operations was not seen.
     *
     * @param excused what need not be, such as {@code invoke 500}, and with it everything below
     */
    List<String> gaps(Collection<Operation> operations, Set<String> excused) {
        Set<String> all = new LinkedHashSet<>();
        operations.forEach(operation -> {
            all.add(operation.id());
            operation.requestExamples().keySet().forEach(name -> all.add(requestExample(operation, name)));
            for (String status : operation.statuses()) {
                all.add(status(operation, status));
                if (status.matches("[0-9]+")) {
                    operation
                            .examples(Integer.parseInt(status))
                            .keySet()
                            .forEach(name -> all.add(example(operation, status, name)));
                }
            }
        });
        List<String> gaps = new ArrayList<>(all);
        gaps.removeIf(item -> seen.contains(item) || isExcused(item, excused));
        excused.stream()
                .filter(item -> !all.contains(item))
                .forEach(item -> gaps.add(item + " (excused, but not in the contract)"));
        return gaps;
    }

    private static boolean isExcused(String item, Set<String> excused) {
        return excused.stream().anyMatch(excuse -> item.equals(excuse) || item.startsWith(excuse + " "));
    }

    private static String status(Operation operation, String status) {
        return operation.id() + " " + status;
    }

    private static String example(Operation operation, String status, String name) {
        return status(operation, status) + " example " + name;
    }

    private static String requestExample(Operation operation, String name) {
        return operation.id() + " request example " + name;
    }
}
