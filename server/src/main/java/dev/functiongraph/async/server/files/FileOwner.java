package dev.functiongraph.async.server.files;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The owner of a file, who may change it whatever its mode is. */
final class FileOwner {
    private static final long ROOT = 0;

    private FileOwner() {}

    /**
     * Looks where users are numbers.
     *
     * @throws IOException if it belongs neither to the user of this process nor to root
     */
    static void requireOwnOrOfRoot(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            require(file, new UnixSystem().getUid());
        }
    }

    static void require(Path file, long user) throws IOException {
        long owner = ((Number) Files.getAttribute(file, "unix:uid")).longValue();
        if (owner != user && owner != ROOT) {
            throw new IOException(
                    "it belongs to another user, " + Files.getOwner(file).getName()
                            + ", who could change it; 'chown' it to the user that the server runs as, or to root");
        }
    }
}
