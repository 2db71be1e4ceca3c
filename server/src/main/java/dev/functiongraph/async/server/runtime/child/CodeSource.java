package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The code of a function: a directory as it is, or an archive that is unpacked. A change counts when the code has been
 * unchanged for a while, and meanwhile none of it is started. It is not copied: processes that run already have read
 * most of what they need, and a copy of every version of a large directory costs more than a short wait. Thread-safe.
 */
final class CodeSource {
    private static final String BYTE_CODE = "__pycache__";
    private static final String REPOSITORY = ".git";

    private final Path code;
    private final CodeArchive archives;
    private final Duration quiet;
    private final LongSupplier nanoTime;
    private Optional<Version> current = Optional.empty();
    private String lastSeen = "";
    /** Of the files that were looked at last, the time of the youngest. */
    private FileTime newest = FileTime.fromMillis(0);

    private long quietSince;

    /** @param nanoTime a steady clock, such as {@link System#nanoTime()} */
    CodeSource(Path code, CodeArchive archives, Duration quiet, LongSupplier nanoTime) {
        this.code = code;
        this.archives = archives;
        this.quiet = quiet;
        this.nanoTime = nanoTime;
    }

    /**
     * One version of the code.
     *
     * @param root the directory that it is in
     */
    record Version(Path root, String fingerprint) {}

    /**
     * Looks at the code.
     *
     * @return empty while it is changing
     * @throws IOException with the reason alone as its message: it is not there, or not a usable archive
     */
    synchronized Optional<Version> look() throws IOException {
        String seen = fingerprint();
        long now = nanoTime.getAsLong();
        if (!seen.equals(lastSeen)) {
            quietSince = lastSeen.isEmpty() ? now - age().toNanos() : now;
            lastSeen = seen;
        }
        if (current.isPresent() && current.get().fingerprint.equals(seen)) {
            return current;
        }
        if (now - quietSince < quiet.toNanos()) {
            return Optional.empty();
        }
        Path root = Files.isDirectory(code) ? code : archives.unpack(code);
        current = Optional.of(new Version(root, seen));
        return current;
    }

    /** How long it has been unchanged when it is seen first, by the files' own times; one to come tells nothing. */
    private Duration age() {
        Duration age = Duration.between(newest.toInstant(), Instant.now());
        return age.isNegative() || age.compareTo(quiet) > 0 ? quiet : age;
    }

    /** Whether the code is still this version, and not another one or on its way to it. */
    boolean isStill(Version version) {
        try {
            return fingerprint().equals(version.fingerprint);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private synchronized String fingerprint() throws IOException {
        newest = FileTime.fromMillis(0);
        SortedMap<String, String> files = new TreeMap<>();
        try {
            Files.walkFileTree(code, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = String.valueOf(directory.getFileName());
                    return name.equals(BYTE_CODE) || name.equals(REPOSITORY)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.lastModifiedTime().compareTo(newest) > 0) {
                        newest = attributes.lastModifiedTime();
                    }
                    files.put(
                            code.relativize(file).toString(),
                            attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (file.equals(code)) {
                        throw failure;
                    }
                    // It is being replaced.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            throw new IOException("does not exist", e);
        } catch (IOException e) {
            throw new IOException("cannot be read", e);
        }
        return CodeArchive.hash(files.toString().getBytes(StandardCharsets.UTF_8));
    }
}
