package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file that contains a password, and nothing else but the end of its line. */
final class PasswordFile {
    private PasswordFile() {}

    /** @throws IOException if it cannot be read, others can read it, or it is no password; repeats nothing of it */
    static String read(Path file) throws IOException {
        try {
            String password = PrivateFile.read(file).replaceFirst("\\R$", "");
            if (password.isEmpty()
                    || !password.equals(password.lines().findFirst().orElse(""))) {
                throw new IOException("it must contain one line, the password");
            }
            return password;
        } catch (IOException e) {
            throw new IOException("the password file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
