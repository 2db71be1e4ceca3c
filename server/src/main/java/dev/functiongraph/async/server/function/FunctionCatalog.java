package dev.functiongraph.async.server.function;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions of a server at one moment. Does not change once it is handed over. */
public final class FunctionCatalog {
    private final Map<FunctionUrn, FunctionDefinition> byUrn = new LinkedHashMap<>();
    private final Map<Key, FunctionDefinition> byQualifier = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two definitions have the same name */
    public FunctionCatalog(Collection<FunctionDefinition> definitions) {
        for (FunctionDefinition definition : definitions) {
            add(definition).stream().findFirst().ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
    }

    /** @return a sentence for each of its names that another definition has already */
    List<String> add(FunctionDefinition definition) {
        byUrn.putIfAbsent(definition.urn(), definition);
        Stream<String> qualifiers = Stream.concat(
                Stream.of(definition.urn().version()),
                definition.aliases().stream().map(alias -> "!" + alias));
        return qualifiers
                .filter(qualifier -> !add(definition, qualifier))
                .map(qualifier -> twice(definition.urn(), qualifier))
                .toList();
    }

    private boolean add(FunctionDefinition definition, String qualifier) {
        FunctionUrn urn = definition.urn();
        Key key = new Key(urn.projectId(), urn.packageName(), urn.functionName(), qualifier);
        return byQualifier.putIfAbsent(key, definition) == null;
    }

    private static String twice(FunctionUrn urn, String qualifier) {
        String name = qualifier.startsWith("!") ? "alias " + qualifier.substring(1) : "version " + qualifier;
        return "the " + name + " of function " + urn.packageName() + ":" + urn.functionName() + " is defined twice";
    }

    /** The definition that a caller's reference leads to, if there is one. */
    public Optional<FunctionDefinition> resolve(FunctionReference reference) {
        Key key = new Key(
                reference.projectId(), reference.packageName(), reference.functionName(), reference.qualifier());
        return Optional.ofNullable(byQualifier.get(key))
                .filter(found ->
                        reference.region().map(found.urn().region()::equals).orElse(true));
    }

    /** The definition with exactly this URN, if there is one. */
    public Optional<FunctionDefinition> find(FunctionUrn urn) {
        return Optional.ofNullable(byUrn.get(urn));
    }

    /** Whether a function's code runs inside the server's own process; false of one that is not here. */
    public boolean isInProcess(FunctionUrn urn) {
        return find(urn).map(found -> found.runtime().isInProcess()).orElse(false);
    }

    /** All definitions, in the order of the file. */
    public List<FunctionDefinition> definitions() {
        return List.copyOf(byUrn.values());
    }

    private record Key(String projectId, String packageName, String functionName, String qualifier) {}
}
