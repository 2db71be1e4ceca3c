package dev.functiongraph.async.server.runtime.child;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs on the server's path. */
final class Programs {
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private Programs() {}

    static String path() {
        return Optional.ofNullable(System.getenv("PATH")).orElse(DEFAULT_PATH);
    }

    /** @param directory what a name with a slash is relative to */
    static Optional<Path> find(String name, Path directory) {
        Stream<Path> places = name.contains("/")
                ? Stream.of(directory.resolve(name))
                : Stream.of(path().split(File.pathSeparator)).map(place -> Path.of(place, name));
        return places.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
