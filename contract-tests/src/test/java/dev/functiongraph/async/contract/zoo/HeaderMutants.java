package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Servers that read headers otherwise. */
final class HeaderMutants extends RequestMutants {

    private static final List<String> WITH_BODY = List.of("invoke", "cancel");
    private static final String OTHER = "text/html";

    @Override
    void addAll() {
        addAny("Accept", OPERATIONS);
        addAny("Content-Type", WITH_BODY);
        addAny("Content-Encoding", WITH_BODY);
        addTypes("Accept", OPERATIONS);
        addTypes("Content-Type", WITH_BODY);
        addRefusing("no wildcards", "Accept", OPERATIONS, value -> value.contains("*"));
        addRefusing("no lists", "Accept", OPERATIONS, value -> value.contains(","));
        addRefusing("no spaces", "Accept", OPERATIONS, value -> value.contains(" "));
        addRefusing("no parameters", "Accept", OPERATIONS, value -> value.contains(";"));
        addRefusing("no parameters", "Content-Type", WITH_BODY, value -> value.contains(";"));
        addRefusing("no spaces", "Content-Type", WITH_BODY, value -> value.contains(" "));
    }

    private void addAny(String name, List<String> operations) {
        addHeader("ignored", name, operations, values -> List.of());
        addHeader("the first of several counts", name, operations, values -> values.subList(0, 1));
        addHeader(
                "the last of several counts",
                name,
                operations,
                values -> values.subList(values.size() - 1, values.size()));
        addHeader(
                "the beginning of a list counts",
                name,
                operations,
                values -> List.of(values.get(0).split(",")[0]));
        addHeader(
                "empty is absent",
                name,
                operations,
                values -> values.stream().filter(value -> !value.isBlank()).toList());
        addRefusing("small letters only", name, operations, value -> !value.equals(value.toLowerCase(Locale.ROOT)));
        for (String operation : operations) {
            add(
                    "must be there",
                    operation + " header " + name,
                    "",
                    request -> Place.operation(request).equals(operation)
                                    && request.header(name).isEmpty()
                            ? withHeaders(request, request.headers().and(name, OTHER))
                            : request);
        }
    }

    /** Of what names media types. */
    private void addTypes(String name, List<String> operations) {
        addHeader(
                "parameters are ignored",
                name,
                operations,
                values -> values.stream()
                        .map(value -> value.replaceAll(";[^,]*", ""))
                        .toList());
        addHeader(
                "malformed is absent",
                name,
                operations,
                values -> values.stream().filter(value -> value.contains("/")).toList());
        addTaking("anything with json in it will do", name, operations, value -> value.contains("json"));
        addTaking("what begins like it will do", name, operations, value -> value.startsWith("application/json"));
        addTaking("any application type will do", name, operations, value -> value.startsWith("application/"));
        addTaking("any text type will do", name, operations, value -> value.startsWith("text/"));
    }

    private void addTaking(String operator, String name, List<String> operations, Predicate<String> taken) {
        addReplacing(operator, name, operations, taken, "application/json");
    }

    private void addRefusing(String operator, String name, List<String> operations, Predicate<String> refused) {
        addReplacing(operator, name, operations, refused, OTHER);
    }

    private void addReplacing(
            String operator, String name, List<String> operations, Predicate<String> replaced, String replacement) {
        addHeader(
                operator,
                name,
                operations,
                values -> values.stream()
                        .map(value -> replaced.test(value) ? replacement : value)
                        .toList());
    }

    private void addHeader(String operator, String name, List<String> operations, UnaryOperator<List<String>> change) {
        for (String operation : operations) {
            add(
                    operator,
                    operation + " header " + name,
                    RequestFreedom.ofHeader(name, operator),
                    request -> Place.operation(request).equals(operation) ? changed(request, name, change) : request);
        }
    }

    private static Incoming changed(Incoming request, String name, UnaryOperator<List<String>> change) {
        List<String> values = request.headers().values(name);
        if (values.isEmpty()) {
            return request;
        }
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        change.apply(values).forEach(value -> fields.add(new Headers.Field(name, value)));
        return withHeaders(request, new Headers(fields));
    }
}
