package dev.functiongraph.async.compatibility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.stream.Stream;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.BackwardIncompatibleProp;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * Lets a spec pass that breaks nobody who relies on a released one, or that has a higher major version.
 *
 * <p>openapi-diff judges. It says that something broke, but not what: so the differences of the two texts are named
 * that break when each is made alone.
 */
final class CompatibilityGate {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final OpenApiDiffOptions STRICT = OpenApiDiffOptions.builder()
            // Generated clients name their methods after it.
            .configProperty(BackwardIncompatibleProp.OPERATION_ID_CHANGED.getPropertyName(), "true")
            .configProperty(BackwardIncompatibleProp.REQUEST_MIN_LENGTH_INCREASED.getPropertyName(), "true")
            .build();

    private final JsonNode released;
    private final Reach requests;
    private final Reach answers;

    CompatibilityGate(JsonNode released) {
        this.released = released;
        this.requests = new Reach(released, "requestBody", "parameters");
        this.answers = new Reach(released, "responses");
    }

    /** Throws an {@link AssertionError} that says what {@code current} breaks, where, and how to accept it. */
    void check(JsonNode current) {
        if (Version.parse(version(current)).compareTo(Version.parse(version(released))) < 0) {
            throw new AssertionError(
                    "openapi.yaml has the info.version %s, and %s is released: set it to that or a higher one"
                            .formatted(version(current), version(released)));
        }
        if (major(current) > major(released)) {
            return;
        }
        List<Difference> breaking = breaking(current);
        if (!breaking.isEmpty()) {
            StringBuilder message = new StringBuilder(
                    "openapi.yaml breaks those who rely on the released version %s:\n".formatted(version(released)));
            breaking.forEach(
                    difference -> message.append("\n  ").append(difference).append(places(difference)));
            throw new AssertionError(message.append("""


                    If this is not intended, make it an addition: a new optional field, parameter, status or path.
                    If it is, accept it by a new major version: \
                    set info.version in openapi.yaml to %d.0.0.""".formatted(major(released) + 1)));
        }
    }

    private List<Difference> breaking(JsonNode current) {
        List<Difference> all = Difference.between(released, current).stream()
                .filter(difference -> !breaksNobody(difference))
                .toList();
        JsonNode changed = released.deepCopy();
        all.forEach(difference -> difference.applyTo(changed));
        if (comparedWith(changed).isCompatible() && all.stream().noneMatch(this::breaksUnseen)) {
            return List.of();
        }
        JsonNode grown = released.deepCopy();
        // Lest a reference to a new component seem broken when it is looked at alone.
        all.stream().filter(Difference::addsComponent).forEach(difference -> difference.applyTo(grown));
        List<Difference> breaking = all.stream()
                .filter(difference -> breaksUnseen(difference) || breaksAlone(difference, grown))
                .toList();
        return breaking.isEmpty() ? all : breaking;
    }

    /**
     * What openapi-diff takes for a break, and is none: less is demanded of callers, or an answer says more of itself.
     */
    private boolean breaksNobody(Difference difference) {
        return (difference.makesOptional() && requests.holds(difference.place()))
                || (difference.addsAlternative() && !answers.holds(difference.place()))
                || (difference.addsPattern()
                        && answers.holds(difference.place())
                        && !requests.holds(difference.place()));
    }

    /** What openapi-diff lets pass. */
    private boolean breaksUnseen(Difference difference) {
        return difference.removesField()
                || difference.changesDefault()
                || difference.renamesGeneratedClass()
                || (difference.addsEnum() && requests.holds(difference.place()))
                || (difference.widensRange() && answers.holds(difference.place()))
                || (difference.makesNullable() && answers.holds(difference.place()))
                || (difference.closesSchema() && requests.holds(difference.place()));
    }

    private boolean breaksAlone(Difference difference, JsonNode grown) {
        JsonNode changed = grown.deepCopy();
        difference.applyTo(changed);
        return comparedWith(changed).isIncompatible();
    }

    private String places(Difference difference) {
        if (difference.removesSchema()) {
            // What refers to it could not be read without it.
            return "";
        }
        JsonNode changed = released.deepCopy();
        difference.applyTo(changed);
        ChangedOpenApi comparison = comparedWith(changed);
        StringBuilder places = new StringBuilder();
        Stream.concat(
                        comparison.getMissingEndpoints().stream()
                                .map(endpoint -> endpoint.getMethod() + " " + endpoint.getPathUrl()),
                        comparison.getChangedOperations().stream()
                                .filter(ChangedOperation::isDifferent)
                                .map(operation -> operation.getHttpMethod() + " " + operation.getPathUrl()))
                .forEach(operation -> places.append("\n      in ").append(operation));
        return places.toString();
    }

    private ChangedOpenApi comparedWith(JsonNode spec) {
        return OpenApiCompare.fromContents(text(released), text(spec), null, STRICT);
    }

    private static String text(JsonNode spec) {
        try {
            return YAML.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
    }

    private static int major(JsonNode spec) {
        return Integer.parseInt(version(spec).replaceFirst("\\..*", ""));
    }

    private static String version(JsonNode spec) {
        return spec.at("/info/version").textValue();
    }
}
