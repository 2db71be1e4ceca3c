package dev.functiongraph.async.contract.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The checker of a request against the contract. */
public final class RequestChecker {
    private RequestChecker() {}

    /** Everything that is wrong with the request, one sentence each; empty if it is as documented. */
    public static List<String> mismatches(Operation operation, Request request) {
        List<String> mismatches = new ArrayList<>();
        if (!request.method().equals(operation.method())) {
            mismatches.add("the method is " + request.method() + ", not " + operation.method());
        }
        operation
                .match(request.path())
                .ifPresentOrElse(
                        sent -> checkPath(operation, sent, mismatches::add),
                        () -> mismatches.add("the path is not " + operation.path()));
        checkParameters(operation, request, mismatches::add);
        checkBody(operation, request, mismatches::add);
        return mismatches;
    }

    private static void checkPath(Operation operation, Map<String, String> sent, Consumer<String> problems) {
        sent.forEach((name, raw) -> {
            try {
                Parameters.problems(operation.parameter(name).at("schema"), decoded(raw))
                        .forEach(problem -> problems.accept(name + ": " + problem));
            } catch (IllegalArgumentException e) {
                problems.accept(name + " has an invalid percent-encoding: " + raw);
            }
        });
    }

    private static String decoded(String raw) {
        // In a path a plus is a plus.
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void checkParameters(Operation operation, Request request, Consumer<String> problems) {
        Map<String, List<String>> query = Query.parameters(request.query(), problems);
        for (SpecNode parameter : operation.parameters()) {
            String name = parameter.at("name").text();
            switch (parameter.at("in").text()) {
                case "path" -> {
                    // judged with the path
                }
                case "header" ->
                    checkValues(parameter, "header", request.headers().values(name), problems);
                case "query" ->
                    checkValues(parameter, "query parameter", query.getOrDefault(name, List.of()), problems);
                default -> problems.accept("this checker cannot check the parameter " + name + " yet");
            }
        }
        query.keySet().stream()
                .filter(name -> !operation.hasQueryParameter(name))
                .forEach(name -> problems.accept("query parameter " + name + " is not documented"));
    }

    /** One value at most: the contract has no parameter that is a list. */
    private static void checkValues(SpecNode parameter, String kind, List<String> values, Consumer<String> problems) {
        String name = kind + " " + parameter.at("name").text();
        if (values.isEmpty() && parameter.at("required").isTrue()) {
            problems.accept(name + " is missing");
        }
        if (values.size() > 1) {
            problems.accept(name + " occurs " + values.size() + " times");
        }
        for (String value : values) {
            Parameters.problems(parameter.at("schema"), value)
                    .forEach(problem -> problems.accept(name + ": " + problem));
        }
    }

    /** A body that is not declared is JSON, says the contract. */
    private static Headers withType(Headers headers) {
        return headers.values("Content-Type").isEmpty() ? Headers.of("Content-Type", Json.MEDIA_TYPE) : headers;
    }

    private static void checkBody(Operation operation, Request request, Consumer<String> problems) {
        SpecNode body = operation.requestBody();
        if (request.body().length > 0) {
            Body.check(body.at("content"), withType(request.headers()), request.body(), problems);
        } else if (body.at("required").isTrue()) {
            problems.accept("the body is missing");
        }
    }
}
