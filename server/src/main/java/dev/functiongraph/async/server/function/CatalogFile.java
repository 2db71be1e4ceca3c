package dev.functiongraph.async.server.function;

import dev.functiongraph.async.server.files.TextFile;
import dev.functiongraph.async.server.files.WatchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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

    private final Optional<WatchedFile> file;
    private final CatalogReader reader;
    private final Consumer<FunctionCatalog> onChange;

    private CatalogFile(Optional<WatchedFile> file, CatalogReader reader, Consumer<FunctionCatalog> onChange) {
        this.file = file;
        this.reader = reader;
        this.onChange = onChange;
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
        CatalogFile opened =
                new CatalogFile(file.map(path -> new WatchedFile(path, TextFile::read, nanoTime)), reader, onChange);
        opened.load();
        return opened;
    }

    /**
     * Reads the file again if it has changed. Never throws.
     *
     * @return whether another catalog is in effect now
     */
    public synchronized boolean refresh() {
        try {
            if (file.isPresent() && file.get().hasChanged()) {
                load();
                log.info("{} has changed and is in effect", file.get());
                return true;
            }
        } catch (InvalidCatalogException e) {
            log.error("The functions file is not usable; the last good one stays in effect. {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("The functions file could not be reloaded", e);
        }
        return false;
    }

    private void load() throws InvalidCatalogException {
        String source = file.map(WatchedFile::toString).orElse(DEMO);
        String text;
        try {
            text = file.isPresent() ? file.get().text() : demo();
        } catch (IOException e) {
            throw new InvalidCatalogException(source, List.of("cannot be read: " + e.getMessage()));
        }
        onChange.accept(reader.read(source, text));
    }

    private static String demo() throws IOException {
        try (InputStream demo = Objects.requireNonNull(CatalogFile.class.getResourceAsStream(DEMO))) {
            return new String(demo.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
