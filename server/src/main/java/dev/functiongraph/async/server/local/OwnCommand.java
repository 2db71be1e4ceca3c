package dev.functiongraph.async.server.local;

import java.io.File;
import java.nio.file.Path;

/** The command line with which this program was started, for the commands that it tells people to type next. */
public final class OwnCommand {
    private OwnCommand() {}

    /** @param arguments such as {@code run} */
    public static String with(String arguments) {
        String classPath = System.getProperty("java.class.path", "");
        String start = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? "java -jar " + quoted(classPath)
                : "functiongraph-async-server";
        return start + " " + arguments;
    }

    /** A path as a shell takes it. */
    public static String quoted(Path path) {
        return quoted(path.toString());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
