package dev.functiongraph.async.contract.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The checker of an answer against the contract. */
public final class AnswerChecker {
    private AnswerChecker() {}

    /** The aspects of an answer. */
    public enum Aspect {
        STATUS,
        REQUEST_ID,
        HEADERS,
        MEDIA_TYPE,
        BODY
    }

    /** @param text one sentence */
    public record Problem(Aspect aspect, String text) {}

    /** Everything that is wrong with the answer, one sentence each; empty if it is as documented. */
    public static List<String> mismatches(Operation operation, Answer answer) {
        return problems(operation, answer).stream().map(Problem::text).toList();
    }

    /** Everything that is wrong with the answer to a request of an operation. */
    public static List<Problem> problems(Operation operation, Answer answer) {
        return operation
                .response(answer.status())
                .map(documented -> problems(documented, answer))
                .orElseGet(() -> List.of(new Problem(
                        Aspect.STATUS, "status " + answer.status() + " of " + operation + " is not documented")));
    }

    /**
     * Everything that is wrong with an answer.
     *
     * @param documented one of the contract's responses
     */
    public static List<Problem> problems(SpecNode documented, Answer answer) {
        List<Problem> problems = new ArrayList<>();
        checkHeaders(documented.at("headers").children(), answer.headers(), problems);
        SpecNode content = documented.at("content");
        if (content.exists()) {
            // What is not there need not be declared; that it is missing is a problem of the body.
            if (answer.body().length > 0) {
                Body.checkType(content, answer.headers(), into(problems, Aspect.MEDIA_TYPE));
            }
            Body.checkValue(content, answer.body(), into(problems, Aspect.BODY));
        } else if (answer.body().length > 0) {
            problems.add(new Problem(Aspect.BODY, "there is a body where none is documented"));
        }
        return problems;
    }

    private static Consumer<String> into(List<Problem> problems, Aspect aspect) {
        return text -> problems.add(new Problem(aspect, text));
    }

    private static Consumer<String> into(List<Problem> problems, String header) {
        return into(problems, header.equalsIgnoreCase("X-Request-Id") ? Aspect.REQUEST_ID : Aspect.HEADERS);
    }

    private static void checkHeaders(Map<String, SpecNode> documented, Headers headers, List<Problem> problems) {
        documented.forEach((name, header) -> {
            Consumer<String> told = into(problems, name);
            List<String> values = headers.values(name);
            if (values.isEmpty() && header.at("required").isTrue()) {
                told.accept("header " + name + " is missing");
            }
            if (values.size() > 1 && !StandardHeaders.mayBeRepeated(name)) {
                told.accept("header " + name + " occurs " + values.size() + " times");
            }
            for (String value : values) {
                Parameters.problems(header.at("schema"), value)
                        .forEach(problem -> told.accept("header " + name + ": " + problem));
            }
        });
        Set<String> known = ignoringCase(documented.keySet());
        headers.names().stream()
                .filter(name -> !known.contains(name) && !StandardHeaders.contains(name))
                .forEach(name -> into(problems, name).accept("header " + name + " is not documented"));
    }

    private static Set<String> ignoringCase(Set<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }
}
