package dev.functiongraph.async.server.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A file with secrets, which its owner alone may read and change. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private static final Duration OTHER_EDIT = Duration.ofSeconds(5);
    private static final Duration OTHER_EDIT_POLL = Duration.ofMillis(20);

    private PrivateFile() {}

    /**
     * Reads what this process relies on.
     *
     * @throws IOException with the reason alone as its message: it cannot be read, it belongs to somebody else, or
     *     others can read or change it
     */
    public static String read(Path file) throws IOException {
        String text = readOfAnyOwner(file);
        FileOwner.requireOwnOrOfRoot(file);
        return text;
    }

    /** Reads what is somebody else's, too: root changes the file of a server that runs as another user. */
    public static String readOfAnyOwner(Path file) throws IOException {
        String text = TextFile.read(file);
        requirePrivate(file);
        return text;
    }

    private static void requirePrivate(Path file) throws IOException {
        PosixFileAttributeView view = posix(file);
        if (view == null) {
            return;
        }
        PosixFileAttributes attributes = view.readAttributes();
        Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
        others.retainAll(attributes.permissions());
        if (attributes.owner().getName().equals("root")) {
            // A container's secrets belong to root, and its user reads them as a member of their group.
            others.remove(PosixFilePermission.GROUP_READ);
        }
        if (!others.isEmpty()) {
            throw new IOException("others can read or change it; 'chmod 600 " + file + "'");
        }
    }

    /** A new text in place of one that a file has; empty where there is no file. */
    @FunctionalInterface
    public interface Edit {
        String apply(Optional<String> text) throws IOException;
    }

    /**
     * Replaces a file as a whole, or makes it: who reads it meanwhile, or after a crash, finds all of the old text or
     * all of the new one. The new text is written to a file beside it, which also keeps a second edit away.
     */
    public static void edit(Path file, Edit edit) throws IOException {
        // Not in the place of a link, but of what it leads to.
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path next = real.resolveSibling(real.getFileName() + ".new");
        try (FileChannel out = create(next)) {
            try {
                boolean exists = Files.exists(real);
                String text = edit.apply(exists ? Optional.of(readOfAnyOwner(real)) : Optional.empty());
                if (exists) {
                    copyOwner(real, next);
                }
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
                Files.move(next, real, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException | RuntimeException e) {
                Files.delete(next);
                throw e;
            }
        }
        sync(Objects.requireNonNull(real.getParent(), "a file is in a directory"));
    }

    private static FileChannel create(Path next) throws IOException {
        FileAttribute<?>[] attributes =
                next.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0];
        try {
            while (true) {
                try {
                    return FileChannel.open(
                            next, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes);
                } catch (FileAlreadyExistsException e) {
                    awaitEndOfOther(next, e);
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException("its directory does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException("its directory cannot be written to", e);
        }
    }

    /** Another edit takes a moment. One that takes longer was killed. */
    private static void awaitEndOfOther(Path next, FileAlreadyExistsException e) throws IOException {
        if (isOld(next)) {
            throw new IOException(
                    "another command is changing it; if none runs any more, delete " + next + " and try again", e);
        }
        try {
            Thread.sleep(OTHER_EDIT_POLL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another command was changing it");
        }
    }

    private static boolean isOld(Path file) throws IOException {
        try {
            Instant made = Files.getLastModifiedTime(file).toInstant();
            return Duration.between(made, Instant.now()).abs().compareTo(OTHER_EDIT) > 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A server that runs as another user than this one must be able to read the new file, too. */
    private static void copyOwner(Path from, Path to) throws IOException {
        PosixFileAttributeView old = posix(from);
        PosixFileAttributeView view = posix(to);
        if (old == null || view == null) {
            return;
        }
        PosixFileAttributes wanted = old.readAttributes();
        PosixFileAttributes own = view.readAttributes();
        if (!own.owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
        }
        if (!own.group().equals(wanted.group())) {
            view.setGroup(wanted.group());
        }
        view.setPermissions(wanted.permissions());
    }

    private static PosixFileAttributeView posix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class);
    }

    /** So that the new name outlives a loss of power; where directories cannot be opened, the name is safe anyway. */
    private static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
