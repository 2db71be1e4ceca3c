package dev.functiongraph.async.server.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a catalog in step with its file. A change that is right takes effect; one that is not is reported in the log, and
 * the last good catalog stays.
 */
public final class CatalogFile {
    private static final Logger log = LoggerFactory.getLogger(CatalogFile.class);

    private static final String DEMO = "/demo-functions.yaml";

    private final Path file;
    private final CatalogReader reader;
    private final Consumer<FunctionCatalog> onChange;
    private String lastSeen;
    private String candidate;
    private String lastProblem;

    private CatalogFile(Path file, CatalogReader reader, Consumer<FunctionCatalog> onChange) {
        this.file = file;
        this.reader = reader;
        this.onChange = onChange;
    }

    /**
     * Reads the file for the first time and hands its catalog over.
     *
     * @param file empty means the bundled demo catalog, which never changes
     * @throws InvalidCatalogException if the file cannot be read, or anything in it is wrong
     */
    public static CatalogFile open(Optional<Path> file, CatalogReader reader, Consumer<FunctionCatalog> onChange)
            throws InvalidCatalogException {
        CatalogFile opened = new CatalogFile(file.orElse(null), reader, onChange);
        opened.load(opened.text());
        return opened;
    }

    /**
     * Looks whether the file has changed. A change counts when two looks have seen the same: what an editor has written only
     * half would discard the work of the functions that are not there yet. Never throws.
     *
     * @return whether another catalog is in effect now
     */
    public synchronized boolean refresh() {
        try {
            String text = text();
            boolean settled = text.equals(candidate);
            candidate = text;
            if (settled && !text.equals(lastSeen)) {
                load(text);
                lastProblem = null;
                log.info("{} has changed and is in effect", file);
                return true;
            }
        } catch (InvalidCatalogException e) {
            if (!e.getMessage().equals(lastProblem)) {
                log.error("The functions file is not usable; the last good one stays in effect. {}", e.getMessage());
            }
            lastProblem = e.getMessage();
        } catch (RuntimeException e) {
            log.error("The functions file could not be taken into effect", e);
        }
        return false;
    }

    private void load(String text) throws InvalidCatalogException {
        // Remembered before it is judged: a bad file is reported once, not at every look.
        lastSeen = text;
        onChange.accept(reader.read(file == null ? DEMO : file.toString(), text));
    }

    private String text() throws InvalidCatalogException {
        try (InputStream demo = file == null ? CatalogFile.class.getResourceAsStream(DEMO) : null) {
            return demo == null ? Files.readString(file) : new String(demo.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidCatalogException(file.toString(), List.of("cannot be read: " + reason(e)));
        }
    }

    private static String reason(IOException e) {
        return switch (e.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "no such file";
            case "AccessDeniedException" -> "access denied";
            case "MalformedInputException" -> "not UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }
}
