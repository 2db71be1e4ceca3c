package dev.functiongraph.async.server.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file with a secret, which only those may read who need it. */
public final class PrivateFile {
    private PrivateFile() {}

    /** @throws IOException if others can read it; where the file system knows no permissions, nobody can tell */
    public static void require(Path file) throws IOException {
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
