package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of one life of a server, with what its functions' processes need: the scripts, unpacked archives, and a
 * temporary directory for each instance. It is deleted when the server stops, or else by the next one.
 */
final class WorkDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkDirectory.class);
    private static final String LOCK = "lock";

    private final Path root;
    private final Optional<String> user;
    private final FileChannel lock;

    private WorkDirectory(Path root, Optional<String> user) throws IOException {
        this.root = root;
        this.user = user;
        makeDirectory(root);
        lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
    }

    /** @param user who may read what is in it, beside the server; empty: nobody */
    static WorkDirectory open(Path directory, Optional<String> user) throws IOException {
        // Processes run in the directory of their code.
        Path parent = directory.toAbsolutePath().normalize();
        Path data = Objects.requireNonNull(parent.getParent());
        Files.createDirectories(
                data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (user.isPresent()) {
            letPass(data);
        }
        if (!Files.exists(parent)) {
            Files.createDirectory(parent, permissions(user));
        }
        deleteThoseOfDeadServers(parent);
        WorkDirectory work = new WorkDirectory(parent.resolve(UUID.randomUUID().toString()), user);
        Files.createDirectory(work.root.resolve("code"), permissions(user));
        Files.createDirectory(work.root.resolve("instance"), permissions(user));
        for (String script : new String[] {"guard.sh", "start.sh", "runtime.py", "runtime.js"}) {
            try (InputStream in =
                    Objects.requireNonNull(WorkDirectory.class.getResourceAsStream("/runtime/" + script))) {
                Files.copy(in, work.script(script));
            }
            Files.setPosixFilePermissions(
                    work.script(script), PosixFilePermissions.fromString(user.isPresent() ? "r--r--r--" : "r--------"));
        }
        return work;
    }

    /** The other user may pass through, and see nothing there. */
    private static void letPass(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(directory));
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(directory, permissions);
        }
    }

    private static java.nio.file.attribute.FileAttribute<?> permissions(Optional<String> user) {
        return PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(user.isPresent() ? "rwx--x--x" : "rwx------"));
    }

    private void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, permissions(user));
    }

    Path script(String name) {
        return root.resolve(name);
    }

    /** Where archives are unpacked. */
    Path code() {
        return root.resolve("code");
    }

    /** Makes the temporary directory of an instance, which belongs to its user. */
    Path makeTemporary(String instance) throws IOException {
        Path directory = root.resolve("instance").resolve(instance);
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (user.isPresent()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.get()));
        }
        return directory;
    }

    private static void deleteThoseOfDeadServers(Path parent) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
            for (Path work : all) {
                try (FileChannel channel = FileChannel.open(work.resolve(LOCK), StandardOpenOption.WRITE);
                        FileLock free = channel.tryLock()) {
                    if (free != null) {
                        deleteLockLast(work);
                        if (Files.exists(work)) {
                            log.warn("{} of an earlier server cannot be deleted", work);
                        }
                    }
                } catch (OverlappingFileLockException e) {
                    log.debug("{} is of another server in this process", work);
                } catch (IOException e) {
                    log.warn("{} of an earlier server cannot be deleted", work);
                }
            }
        }
    }

    /**
     * Deletes the work directory of a server that has ended. Its lock goes last: processes that are still ending may
     * write here, so that not all can be deleted, and by its lock the next server finds it.
     */
    private static void deleteLockLast(Path work) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(work, path -> !path.endsWith(LOCK))) {
            all.forEach(WorkDirectory::delete);
        } catch (IOException | DirectoryIteratorException e) {
            log.debug("{} cannot be read", work, e);
        }
        if (isOnlyLocked(work)) {
            delete(work);
        }
    }

    private static boolean isOnlyLocked(Path work) {
        String[] left = work.toFile().list();
        return left != null && List.of(left).equals(List.of(LOCK));
    }

    /** Deletes a directory with all that is in it, as far as that is possible. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                /**
                 * Some caches are kept from being changed. Root deletes them as they are: in the place of a directory
                 * there may be a link by now, which another user has put there.
                 */
                @Override
                public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes)
                        throws IOException {
                    if (!Files.isWritable(entered)) {
                        Files.setPosixFilePermissions(entered, PosixFilePermissions.fromString("rwx------"));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path left, java.io.IOException failure) throws IOException {
                    Files.delete(left);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            log.debug("{} cannot be deleted", directory, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("{} cannot be unlocked", root, e);
        }
        deleteLockLast(root);
    }
}
