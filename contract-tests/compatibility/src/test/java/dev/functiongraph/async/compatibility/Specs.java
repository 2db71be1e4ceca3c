package dev.functiongraph.async.compatibility;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The spec as it stands, and its released versions. */
final class Specs {

    static final Path CURRENT = Path.of(System.getProperty("contract"));
    private static final Path RELEASED = Path.of("src", "released");
    static final Path SEALS = RELEASED.resolve("SHA256SUMS");
    private static final String PREFIX = "openapi-";
    private static final String SUFFIX = ".yaml";

    private Specs() {}

    static ObjectNode newestReleased() {
        List<Path> released = released();
        return read(released.get(released.size() - 1));
    }

    /** From the oldest to the newest. */
    static List<Path> released() {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> !file.equals(SEALS))
                    .sorted(Comparator.comparing(file -> Version.parse(version(file))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String version(Path file) {
        String name = file.getFileName().toString();
        return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
    }

    static ObjectNode read(Path file) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
