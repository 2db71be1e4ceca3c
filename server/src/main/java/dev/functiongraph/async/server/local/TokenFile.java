package dev.functiongraph.async.server.local;

import dev.functiongraph.async.server.files.PrivateFile;
import dev.functiongraph.async.server.text.TerminalText;
import java.io.IOException;
import java.nio.file.Path;

/** A file that contains a token, and nothing else but the end of its line. */
final class TokenFile {
    private static final String PRINTABLE = "[!-~]+";

    private TokenFile() {}

    /** Reads it; what is wrong with it is told without a word of it. */
    static String read(Path file) throws CommandProblem {
        try {
            String token = PrivateFile.read(file).replaceFirst("\\R$", "");
            if (!token.matches(PRINTABLE)) {
                throw new IOException("it must contain one line, the token");
            }
            return token;
        } catch (IOException e) {
            throw new CommandProblem(
                    "--token-file: " + TerminalText.line(file.toString()) + " cannot be used: " + e.getMessage());
        }
    }
}
