package dev.functiongraph.async.contract.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The header fields of a message, in the order in which they came. Names are compared without regard to case. */
public record Headers(List<Field> fields) {

    public record Field(String name, String value) {}

    public Headers {
        fields = List.copyOf(fields);
    }

    /** @param namesAndValues name, value, name, value and so on */
    public static Headers of(String... namesAndValues) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    /** These and one more. */
    public Headers and(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    /** The names, each once. */
    public Set<String> names() {
        return fields.stream()
                .map(Field::name)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    public Optional<String> first(String name) {
        return values(name).stream().findFirst();
    }
}
