package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that contains a password, and nothing else but the end of its line. */
final class PasswordFile {
    private PasswordFile() {}

    /** @throws IOException if it cannot be read, others can read it, or it is no password; repeats nothing of it */
    static String read(Path file) throws IOException {
        try {
            String text = TextFile.read(file);
            requirePrivate(file);
            String password = text.replaceFirst("\\R$", "");
            if (password.isEmpty()
                    || !password.equals(password.lines().findFirst().orElse(""))) {
                throw new IOException("it must contain one line, the password");
            }
            return password;
        } catch (IOException e) {
            throw new IOException("the password file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes attributes = view.readAttributes();
        Set<PosixFilePermission> permissions = attributes.permissions();
        // A container's secrets belong to root, and its user reads them as a member of their group.
        boolean groupMay = attributes.owner().getName().equals("root");
        if (permissions.contains(PosixFilePermission.OTHERS_READ)
                || (permissions.contains(PosixFilePermission.GROUP_READ) && !groupMay)) {
            throw new IOException("others can read it; 'chmod 600' it");
        }
    }
}
