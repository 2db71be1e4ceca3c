package dev.functiongraph.async.server.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The files of a first function in one language, ready to run. */
public enum Template {
    PYTHON("hello/index.py"),
    NODEJS("hello/index.js"),
    JAVA("Hello.java");

    private static final String EVENT = "event.json";
    private static final String FUNCTIONS = "functions.yaml";

    private final String code;

    Template(String code) {
        this.code = code;
    }

    /** Its name on the command line, the same as that of the runtime. */
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Paths of the files within a directory, the one to change first. */
    List<String> files() {
        return List.of(code, EVENT, FUNCTIONS);
    }

    /** Those of the files that a directory has already. */
    List<Path> existing(Path directory) {
        return files().stream().map(directory::resolve).filter(Template::exists).toList();
    }

    /** A link that leads nowhere is there, too. */
    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the files; one that is there is not touched, whoever put it there meanwhile. */
    void write(Path directory) throws IOException {
        for (String name : files()) {
            Path file = directory.resolve(name).toAbsolutePath();
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, content(name), StandardOpenOption.CREATE_NEW);
        }
    }

    private byte[] content(String file) throws IOException {
        String resource = "/init/" + (file.equals(EVENT) ? "" : type() + "/") + file;
        try (InputStream content = Objects.requireNonNull(Template.class.getResourceAsStream(resource))) {
            return content.readAllBytes();
        }
    }
}
