package dev.functiongraph.async.contract.report;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files beside the report with the requests that the kit sends again. */
final class ReplayFiles {
    static final String DIRECTORY = "replay";

    private final Optional<Path> directory;
    private final Map<String, String> files = new LinkedHashMap<>();

    /** @param directory of the report, if there is one */
    ReplayFiles(Optional<Path> directory) {
        this.directory = directory;
    }

    /** The command that sends the requests of a new file. */
    String add(String requirement, ReplayFile file) {
        return add(requirement, file.toJson());
    }

    /** @param file its text */
    String add(String requirement, String file) {
        if (directory.isEmpty()) {
            return "# --report DIR writes a file that the kit sends again";
        }
        String name = DIRECTORY + "/" + requirement + "-" + (files.size() + 1) + ".json";
        files.put(name, file);
        return KitCommand.replay(directory.get().resolve(name));
    }

    /** By their names, which are relative to the report's directory. */
    Map<String, String> files() {
        return Collections.unmodifiableMap(files);
    }
}
