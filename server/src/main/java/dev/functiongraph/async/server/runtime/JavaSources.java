package dev.functiongraph.async.server.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;

/**
 * The classes of handlers whose source is beside the functions file, compiled when they are first called and again when
 * any source there has changed. Others are on the class path. Thread-safe.
 */
public final class JavaSources implements HandlerClasses {
    private static final String SOURCE = ".java";

    private final Path directory;
    private final Map<String, Compiled> compiled = new HashMap<>();

    /** @param directory where the sources of packages begin */
    public JavaSources(Path directory) {
        this.directory = directory;
    }

    private record Compiled(SortedMap<String, String> sources, ClassLoader classes) {}

    @Override
    public synchronized ClassLoader loaderOf(String className) {
        if (!SourceVersion.isName(className)) {
            return CLASS_PATH.loaderOf(className);
        }
        Path source = directory.resolve(className.replace('.', '/') + SOURCE);
        if (!Files.isRegularFile(source)) {
            compiled.remove(className);
            return CLASS_PATH.loaderOf(className);
        }
        SortedMap<String, String> sources = sources();
        Compiled last = compiled.get(className);
        if (last == null || !last.sources.equals(sources)) {
            last = new Compiled(sources, JavaCompilation.of(source, directory));
            compiled.put(className, last);
        }
        return last.classes;
    }

    /** Each source by its path, with what changes when it changes. */
    private SortedMap<String, String> sources() {
        SortedMap<String, String> sources = new TreeMap<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    boolean hidden = !visited.equals(directory)
                            && String.valueOf(visited.getFileName()).startsWith(".");
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(SOURCE)) {
                        sources.put(file.toString(), attributes.size() + " " + attributes.lastModifiedTime());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
