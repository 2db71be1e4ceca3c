package dev.functiongraph.async.server.http.request;

import java.util.Optional;

/**
 * The paths of the contract's operations: all are below {@code /v2/{project_id}}; the metrics, for one, have no
 * project.
 */
final class ContractPath {
    private static final String VERSION = "v2/";
    private static final String METRICS = "metrics";

    private ContractPath() {}

    /**
     * The project of a path; empty for all other paths.
     *
     * @param path decoded, with or without the slash at its beginning
     */
    static Optional<String> project(String path) {
        int start = afterSlashes(path);
        if (!path.startsWith(VERSION, start)) {
            return Optional.empty();
        }
        int project = start + VERSION.length();
        return Optional.of(path.substring(project, endOfSegment(path, project)));
    }

    static boolean isMetrics(String path) {
        int start = afterSlashes(path);
        return path.substring(start, endOfSegment(path, start)).equals(METRICS);
    }

    /** Jersey does not mind how many there are. */
    private static int afterSlashes(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return start;
    }

    private static int endOfSegment(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }
}
