package dev.functiongraph.async.server.function;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a caller invokes a function: a full URN or one of the short forms of FunctionGraph's function
 * model page, with a version or an {@code !alias} last.
 *
 * @param region the region, if the reference has one; only the full forms do
 * @param projectId the project, from the reference or, in the forms without one, the caller's
 * @param qualifier a version, or {@code !} and an alias
 */
public record FunctionReference(
        Optional<String> region, String projectId, String packageName, String functionName, String qualifier) {
    private static final int MAX_LENGTH = 269;
    private static final String DEFAULT_PACKAGE = "default";

    /**
     * Reads a reference of 1, 2, 3, 4, 7 or 8 fields.
     *
     * @param callersProject the project of the forms without one
     * @throws MalformedUrnException if the text is none of these forms
     */
    public static FunctionReference parse(String text, String callersProject) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedUrnException("a URN has at most " + MAX_LENGTH + " characters");
        }
        String[] fields = text.split(":", -1);
        return switch (fields.length) {
            case 1 -> of(null, callersProject, DEFAULT_PACKAGE, fields[0], FunctionUrn.LATEST);
            case 2 -> of(null, callersProject, fields[0], fields[1], FunctionUrn.LATEST);
            case 3 -> of(null, fields[0], fields[1], fields[2], FunctionUrn.LATEST);
            case 4 -> of(null, fields[0], fields[1], fields[2], fields[3]);
            case 7, 8 -> full(fields);
            default -> throw new MalformedUrnException("a URN has 1, 2, 3, 4, 7 or 8 fields, found " + fields.length);
        };
    }

    /** The URN that it spells out; empty if it leaves the region to be found, or names an alias. */
    public Optional<FunctionUrn> urn() {
        return qualifier.startsWith("!")
                ? Optional.empty()
                : region.map(where -> new FunctionUrn(where, projectId, packageName, functionName, qualifier));
    }

    private static FunctionReference full(String[] fields) {
        FunctionUrn.requireUrnPrefix(fields);
        FunctionUrn.requireRegion(fields[2]);
        return of(fields[2], fields[3], fields[5], fields[6], fields.length == 8 ? fields[7] : FunctionUrn.LATEST);
    }

    private static FunctionReference of(
            @Nullable String region, String project, String pkg, String name, String qualifier) {
        FunctionUrn.requireProjectId(project);
        FunctionUrn.requirePackage(pkg);
        FunctionUrn.requireFunctionName(name);
        if (qualifier.startsWith("!")) {
            FunctionUrn.requireAlias(qualifier.substring(1));
        } else {
            FunctionUrn.requireVersion(qualifier);
        }
        return new FunctionReference(Optional.ofNullable(region), project, pkg, name, qualifier);
    }
}
