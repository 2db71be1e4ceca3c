package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program of a custom runtime.
 *
 * @param code the directory that it is in
 */
record Bootstrap(Path code) {
    static final String NAME = "bootstrap";

    private static final int MAX_FIRST_LINE = 256;
    private static final Pattern INTERPRETER = Pattern.compile("#![ \t]*(/[^ \t]*).*");

    /** Why it cannot be run. */
    Optional<String> problem() {
        Path file = code.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.of("its code has no file 'bootstrap'");
        }
        return Files.isExecutable(file) ? missingInterpreter(file) : Optional.of("its 'bootstrap' is not executable");
    }

    /** The system says of the file itself that it does not exist. */
    private static Optional<String> missingInterpreter(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(MAX_FIRST_LINE), StandardCharsets.ISO_8859_1);
            Matcher line = INTERPRETER.matcher(start.split("\n", 2)[0]);
            return line.matches() && !Files.exists(Path.of(line.group(1)))
                    ? Optional.of("its 'bootstrap' begins with '#!" + shown(line.group(1)) + "', which does not exist")
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** An editor of another system ends lines with a character that nobody sees. */
    private static String shown(String path) {
        return path.replace("\r", "\\r");
    }
}
