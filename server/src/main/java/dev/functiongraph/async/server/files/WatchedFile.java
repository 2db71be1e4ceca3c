package dev.functiongraph.async.server.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file that is read again when it has changed. A change counts when the file has been unchanged for a while: one
 * that is written in several pieces may be valid after each of them.
 */
public final class WatchedFile {
    private static final Logger log = LoggerFactory.getLogger(WatchedFile.class);

    private static final Duration QUIET = Duration.ofSeconds(2);
    /** A file that keeps changing is reported once in this time. */
    private static final Duration RESTLESS = Duration.ofSeconds(30);

    /** The reading of a whole file. */
    @FunctionalInterface
    public interface Reader {
        /** @throws IOException with the reason alone as its message */
        String read(Path file) throws IOException;
    }

    private final Path file;
    private final Reader reader;
    private final LongSupplier nanoTime;
    private @Nullable Version lastSeen;
    private long quietSince;
    /** The one that counts. */
    private Version current;

    private long lookedAt;

    /** @param nanoTime a steady clock, such as {@link System#nanoTime()} */
    public WatchedFile(Path file, Reader reader, LongSupplier nanoTime) {
        this.file = file;
        this.reader = reader;
        this.nanoTime = nanoTime;
        this.current = read();
        this.lookedAt = nanoTime.getAsLong();
    }

    /**
     * The text as it was at first, or at the last change.
     *
     * @throws IOException if it could not be read then, with the reason alone as its message
     */
    public String text() throws IOException {
        if (current.problem != null) {
            throw new IOException(current.problem);
        }
        return current.text;
    }

    /** Looks at the file, and says whether {@link #text} is another one from now on. */
    public boolean hasChanged() {
        // A pipe can be read only once.
        if (current.modified == null && current.problem == null) {
            return false;
        }
        Version version = version();
        long now = nanoTime.getAsLong();
        if (!version.equals(lastSeen)) {
            lastSeen = version;
            quietSince = now;
        }
        if (version.saysTheSameAs(current)) {
            lookedAt = now;
            return false;
        }
        if (now - quietSince >= QUIET.toNanos()) {
            current = version;
            lookedAt = now;
            return true;
        }
        if (now - lookedAt >= RESTLESS.toNanos()) {
            lookedAt = now;
            log.warn(
                    "{} keeps changing; a change takes effect when the file has been unchanged for {} s",
                    file,
                    QUIET.toSeconds());
        }
        return false;
    }

    /** Only a regular file: another one, such as a pipe, could keep whoever reads it waiting for ever. */
    private Version version() {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)
                ? new Version("", null, "not a regular file")
                : read();
    }

    private Version read() {
        try {
            String text = reader.read(file);
            return new Version(text, Files.isRegularFile(file) ? Files.getLastModifiedTime(file) : null, null);
        } catch (IOException e) {
            return new Version("", null, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /**
     * The content of the file at one moment.
     *
     * @param modified null of what is not a regular file
     * @param problem why it could not be read; null if it could
     */
    private record Version(
            String text,
            @Nullable FileTime modified,
            @Nullable String problem) {
        boolean saysTheSameAs(Version other) {
            return Objects.equals(text, other.text) && Objects.equals(problem, other.problem);
        }
    }
}
