package dev.functiongraph.async.server.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compilation of a source with what it uses, into memory. */
final class JavaCompilation extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    private JavaCompilation(StandardJavaFileManager files) {
        super(files);
    }

    /**
     * Compiles a source.
     *
     * @param directory where the sources of packages begin
     * @throws IllegalArgumentException with the first error and its place
     */
    static ClassLoader of(Path source, Path directory) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalArgumentException(
                    source.getFileName() + " cannot be compiled: this Java has no compiler; use a JDK");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "-sourcepath",
                directory.toAbsolutePath().toString(),
                "-proc:none",
                "-g");
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8);
                JavaCompilation compilation = new JavaCompilation(files)) {
            boolean compiles = compiler.getTask(
                            null, compilation, diagnostics, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiles) {
                throw new IllegalArgumentException(diagnostics.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .findFirst()
                        .map(error -> text(error, source))
                        .orElse(source.getFileName() + " cannot be compiled"));
            }
            return new Classes(compilation.classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Diagnostic<? extends JavaFileObject> error, Path source) {
        String file = error.getSource() == null
                ? String.valueOf(source.getFileName())
                : String.valueOf(Path.of(error.getSource().toUri()).getFileName());
        String what = error.getMessage(Locale.ENGLISH).lines().reduce("", (all, line) -> all + " " + line.strip());
        return file + ":" + error.getLineNumber() + ":" + what;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
            @Override
            public OutputStream openOutputStream() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                classes.put(className, bytes);
                return bytes;
            }
        };
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes;

        Classes(Map<String, ByteArrayOutputStream> classes) {
            super(JavaCompilation.class.getClassLoader());
            this.classes = Map.copyOf(classes);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}
