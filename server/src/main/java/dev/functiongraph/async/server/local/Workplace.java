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

    /** @param place a directory with a functions file, or such a file; what is not there is one if it ends like one */
    public static Workplace at(Path place) {
        boolean isFile = Files.exists(place)
                ? !Files.isDirectory(place)
                : place.toString().matches(".*[.]ya?ml");
        return new Workplace(isFile ? place : place.resolve(FUNCTIONS));
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
