package dev.functiongraph.async.contract.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files beside the report for commands that are too long for it, such as those with a body of the maximum size. */
final class Scripts {
    static final String DIRECTORY = "replay";

    private static final int LONGEST_LINE = 4_000;

    private final boolean canBeWritten;
    private final Map<String, String> files = new LinkedHashMap<>();

    /** @param canBeWritten whether there is a directory for them */
    Scripts(boolean canBeWritten) {
        this.canBeWritten = canBeWritten;
    }

    /** The line, or one that runs it from its file. */
    String shortened(String requirement, String line) {
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        if (!canBeWritten) {
            return "# the line has " + line.length() + " characters; --report DIR writes it to a file";
        }
        String file = DIRECTORY + "/" + requirement + "-" + (files.size() + 1) + ".sh";
        files.put(file, line + "\n");
        return "sh " + file + "   # in the report's directory";
    }

    /** By their names, which are relative to the report's directory. */
    Map<String, String> files() {
        return Collections.unmodifiableMap(files);
    }
}
