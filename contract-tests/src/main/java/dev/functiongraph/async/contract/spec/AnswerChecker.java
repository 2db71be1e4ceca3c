package dev.functiongraph.async.contract.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Tells in which points an answer is not the one that the contract documents. */
public final class AnswerChecker {
    /** What every HTTP message may bear, and what servers and proxies add to any answer. */
    private static final Set<String> STANDARD = ignoringCase(Set.of(
            "Connection",
            "Content-Length",
            "Content-Type",
            "Date",
            "Keep-Alive",
            "Server",
            "Strict-Transport-Security",
            "Transfer-Encoding",
            "Vary",
            "Via"));

    private AnswerChecker() {}

    /** Everything that is wrong with the answer, one sentence each; empty if it is as documented. */
    public static List<String> mismatches(Operation operation, Answer answer) {
        List<String> mismatches = new ArrayList<>();
        operation
                .response(answer.status())
                .ifPresentOrElse(
                        documented -> check(documented, answer, mismatches::add),
                        () -> mismatches.add("status " + answer.status() + " of " + operation + " is not documented"));
        return mismatches;
    }

    private static void check(SpecNode documented, Answer answer, Consumer<String> problems) {
        checkHeaders(documented.at("headers").children(), answer.headers(), problems);
        SpecNode content = documented.at("content");
        if (content.exists()) {
            Body.check(content, answer.headers(), answer.body(), problems);
        } else if (answer.body().length > 0) {
            problems.accept("there is a body where none is documented");
        }
    }

    private static void checkHeaders(Map<String, SpecNode> documented, Headers headers, Consumer<String> problems) {
        documented.forEach((name, header) -> {
            List<String> values = headers.values(name);
            if (values.isEmpty() && header.at("required").isTrue()) {
                problems.accept("header " + name + " is missing");
            }
            if (values.size() > 1) {
                problems.accept("header " + name + " stands " + values.size() + " times");
            }
            for (String value : values) {
                Parameters.problems(header.at("schema"), value)
                        .forEach(problem -> problems.accept("header " + name + ": " + problem));
            }
        });
        Set<String> known = ignoringCase(documented.keySet());
        headers.names().stream()
                .filter(name -> !known.contains(name) && !STANDARD.contains(name))
                .forEach(name -> problems.accept("header " + name + " is not documented"));
    }

    private static Set<String> ignoringCase(Set<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }
}
