package dev.functiongraph.async.server.http.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of the contract's operations: all are below {@code /v2/{project_id}}; the metrics, for one, have no
 * project.
 */
final class ContractPath {
    private static final Pattern FORM = Pattern.compile("(?s)/*+v2/([^/]*+).*");

    private ContractPath() {}

    /**
     * The project of a path; empty for all other paths.
     *
     * @param path decoded, with or without the slash at its beginning
     */
    static Optional<String> project(String path) {
        Matcher form = FORM.matcher(path);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
