package dev.functiongraph.async.server.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of a server's database. Its files are for their owner alone, from the moment on that they exist. */
record DataDirectory(Path path) {
    private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    Path database() {
        return path.resolve("invocations.db");
    }

    /** SQLite's own, beside the database; it gives them the database's mode. */
    Path writeAheadLog() {
        return path.resolve("invocations.db-wal");
    }

    Path sharedMemory() {
        return path.resolve("invocations.db-shm");
    }

    Path lock() {
        return path.resolve("server.lock");
    }

    void make() throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        makePrivate(path);
    }

    /** Makes a directory that only its owner may look into, unless it is there. */
    static void makePrivate(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, attributes(directory, DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /** Creates an empty file that only its owner may read, unless it is there. */
    static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(file)) {
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> permissions) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Where there are no modes, as on Windows, the directory's access list decides. */
    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Takes other users' access away from what an earlier version, or a copy, has left open to them. */
    void closeToOthers() {
        if (isPosix(path)) {
            List.of(database(), writeAheadLog(), sharedMemory(), lock()).stream()
                    .filter(Files::exists)
                    .forEach(DataDirectory::closeToOthers);
        }
    }

    private static void closeToOthers(Path file) {
        try {
            if (!FILE.containsAll(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, FILE);
                log.info("{} was open to other users; now only its owner may read it", file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.warn("{} may be open to other users, and this server may not change its mode", file);
        }
    }
}
