package dev.functiongraph.async.server.local;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The place of somebody who writes functions.
 *
 * @param functions the functions file
 */
public record Workplace(Path functions) {
    static final String FUNCTIONS = "functions.yaml";
    private static final String DATA = ".functiongraph";

    /** @param place a directory with a functions file, or such a file */
    public static Workplace at(Path place) {
        boolean isDirectory = place.toString().isEmpty() || Files.isDirectory(place);
        return new Workplace(isDirectory ? place.resolve(FUNCTIONS) : place);
    }

    /** Where the functions file is. */
    public Path directory() {
        return functions.toAbsolutePath().normalize().resolveSibling("");
    }

    /** Where invocations are kept: beside the file. */
    public Path dataDir() {
        return functions.resolveSibling(DATA);
    }
}
