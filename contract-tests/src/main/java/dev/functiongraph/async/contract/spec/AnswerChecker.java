package dev.functiongraph.async.contract.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The checker of an answer against the contract. It returns one sentence for each fault. */
public final class AnswerChecker {
    private AnswerChecker() {}

    /** An aspect of an answer whose status is documented. */
    public enum Aspect {
        REQUEST_ID,
        HEADERS,
        MEDIA_TYPE,
        BODY
    }

    /** Everything that is wrong with the answer to a request of an operation. */
    public static List<String> mismatches(Operation operation, Answer answer) {
        return operation
                .response(answer.status())
                .map(documented -> mismatches(documented, answer))
                .orElseGet(() -> List.of("status " + answer.status() + " of " + operation + " is not documented"));
    }

    /** @param documented one of the contract's responses */
    public static List<String> mismatches(SpecNode documented, Answer answer) {
        return Stream.of(Aspect.values())
                .flatMap(aspect -> mismatches(documented, answer, aspect).stream())
                .toList();
    }

    /** @param documented one of the contract's responses */
    public static List<String> mismatches(SpecNode documented, Answer answer, Aspect aspect) {
        List<String> problems = new ArrayList<>();
        switch (aspect) {
            case REQUEST_ID -> checkHeaders(documented, answer.headers(), AnswerChecker::isRequestId, problems::add);
            case HEADERS -> checkHeaders(documented, answer.headers(), name -> !isRequestId(name), problems::add);
            case MEDIA_TYPE -> checkType(documented.at("content"), answer, problems::add);
            case BODY -> checkBody(documented.at("content"), answer, problems::add);
        }
        return problems;
    }

    /** What is not there need not be declared; that it is missing is a problem of the body. */
    private static void checkType(SpecNode content, Answer answer, Consumer<String> problems) {
        if (content.exists() && answer.body().length > 0) {
            Body.checkType(content, answer.headers(), problems);
        }
    }

    private static void checkBody(SpecNode content, Answer answer, Consumer<String> problems) {
        if (content.exists()) {
            Body.checkValue(content, answer.body(), problems);
        } else if (answer.body().length > 0) {
            problems.accept("there is a body where none is documented");
        }
    }

    private static boolean isRequestId(String header) {
        return header.equalsIgnoreCase("X-Request-Id");
    }

    private static void checkHeaders(
            SpecNode response, Headers headers, Predicate<String> asked, Consumer<String> problems) {
        Map<String, SpecNode> documented = response.at("headers").children();
        documented.forEach((name, header) -> {
            if (asked.test(name)) {
                checkHeader(name, header, headers.values(name), problems);
            }
        });
        Set<String> known = ignoringCase(documented.keySet());
        headers.names().stream()
                .filter(name -> asked.test(name) && !known.contains(name) && !StandardHeaders.contains(name))
                .forEach(name -> problems.accept("header " + name + " is not documented"));
    }

    private static void checkHeader(String name, SpecNode header, List<String> values, Consumer<String> problems) {
        if (values.isEmpty() && header.at("required").isTrue()) {
            problems.accept("header " + name + " is missing");
        }
        if (values.size() > 1 && !StandardHeaders.mayBeRepeated(name)) {
            problems.accept("header " + name + " occurs " + values.size() + " times");
        }
        for (String value : values) {
            Parameters.problems(header.at("schema"), value)
                    .forEach(problem -> problems.accept("header " + name + ": " + problem));
        }
    }

    private static Set<String> ignoringCase(Set<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }
}
