package dev.functiongraph.async.server.function;

import dev.functiongraph.async.server.files.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions file of a server, and the catalog that follows its changes. A change takes effect when the file has
 * been unchanged for a while; one that cannot be used is reported in the log, and the last good catalog stays in
 * effect.
 */
public final class CatalogFile {
    private static final Logger log = LoggerFactory.getLogger(CatalogFile.class);

    private static final String DEMO = "/demo-functions.yaml";
    /** A file that is written in several pieces may be valid after each of them. */
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** A file that keeps changing is reported once in this time. */
    private static final Duration RESTLESS = Duration.ofSeconds(30);

    private final @Nullable Path file;
    private final CatalogReader reader;
    private final LongSupplier nanoTime;
    private final Consumer<FunctionCatalog> onChange;
    private @Nullable Version lastSeen;
    private long quietSince;
    /** In effect, or refused. */
    private Version judged;

    private long judgedAt;

    private CatalogFile(
            @Nullable Path file, CatalogReader reader, LongSupplier nanoTime, Consumer<FunctionCatalog> onChange) {
        this.file = file;
        this.reader = reader;
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.judged = version();
        this.judgedAt = nanoTime.getAsLong();
    }

    /**
     * Reads the file for the first time and hands its catalog over.
     *
     * @param file empty means the bundled demo catalog, which never changes
     * @param nanoTime a steady clock, such as {@link System#nanoTime()}
     * @throws InvalidCatalogException if the file cannot be read, or anything in it is wrong
     */
    public static CatalogFile open(
            Optional<Path> file, CatalogReader reader, LongSupplier nanoTime, Consumer<FunctionCatalog> onChange)
            throws InvalidCatalogException {
        CatalogFile opened = new CatalogFile(file.orElse(null), reader, nanoTime, onChange);
        opened.load();
        return opened;
    }

    /**
     * Reads the file again if it has changed. Never throws.
     *
     * @return whether another catalog is in effect now
     */
    public synchronized boolean refresh() {
        // A pipe can be read only once.
        if (file == null || (judged.modified == null && judged.problem == null)) {
            return false;
        }
        try {
            if (hasSettled(version())) {
                load();
                log.info("{} has changed and is in effect", file);
                return true;
            }
        } catch (InvalidCatalogException e) {
            log.error("The functions file is not usable; the last good one stays in effect. {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("The functions file could not be reloaded", e);
        }
        return false;
    }

    /** Whether it is new, and has been unchanged for long enough to be read. */
    private boolean hasSettled(Version version) {
        long now = nanoTime.getAsLong();
        if (!version.equals(lastSeen)) {
            lastSeen = version;
            quietSince = now;
        }
        if (version.saysTheSameAs(judged)) {
            judgedAt = now;
            return false;
        }
        if (now - quietSince >= QUIET.toNanos()) {
            judged = version;
            judgedAt = now;
            return true;
        }
        if (now - judgedAt >= RESTLESS.toNanos()) {
            judgedAt = now;
            log.warn(
                    "{} keeps changing; a change takes effect when the file has been unchanged for {} s",
                    file,
                    QUIET.toSeconds());
        }
        return false;
    }

    private void load() throws InvalidCatalogException {
        String source = file == null ? DEMO : file.toString();
        if (judged.problem != null) {
            throw new InvalidCatalogException(source, List.of("cannot be read: " + judged.problem));
        }
        onChange.accept(reader.read(source, judged.text));
    }

    private Version version() {
        try {
            if (file == null) {
                return new Version(demo(), null, null);
            }
            String text = TextFile.read(file);
            return new Version(text, Files.isRegularFile(file) ? Files.getLastModifiedTime(file) : null, null);
        } catch (IOException e) {
            return new Version("", null, String.valueOf(e.getMessage()));
        }
    }

    private static String demo() throws IOException {
        try (InputStream demo = Objects.requireNonNull(CatalogFile.class.getResourceAsStream(DEMO))) {
            return new String(demo.readAllBytes(), StandardCharsets.UTF_8);
        }
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
