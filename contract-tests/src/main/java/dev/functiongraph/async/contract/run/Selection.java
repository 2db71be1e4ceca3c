package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.register.Requirement;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The requirements to check, selected by id; {@code *} stands for any text.
 *
 * @param only these; empty means all
 * @param skip these not, whatever {@code only} says
 */
public record Selection(List<String> only, List<String> skip) implements Predicate<Requirement> {
    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
    }

    @Override
    public boolean test(Requirement requirement) {
        return (only.isEmpty() || matches(only, requirement)) && !matches(skip, requirement);
    }

    /** The patterns that match none of the requirements, which are mistakes. */
    public List<String> unknown(List<Requirement> requirements) {
        return Stream.concat(only.stream(), skip.stream())
                .filter(pattern -> requirements.stream().noneMatch(requirement -> matches(pattern, requirement)))
                .toList();
    }

    private static boolean matches(List<String> patterns, Requirement requirement) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, requirement));
    }

    private static boolean matches(String pattern, Requirement requirement) {
        return Pattern.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"), requirement.id());
    }
}
