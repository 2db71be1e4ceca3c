package dev.functiongraph.async.contract.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;

/** Servers with one instruction or constant of the correct one's code changed, wherever a {@link CodeEdit} fits. */
final class CodeMutants {
    private static final List<Class<?>> MUTATED = List.of(
            Model.class,
            Records.class,
            Listing.class,
            Bodies.class,
            Urn.class,
            Escapes.class,
            AcceptRanges.class,
            WireReader.class);

    private CodeMutants() {}

    static List<Mutant> all() {
        List<Mutant> mutants = new ArrayList<>();
        for (Class<?> mutated : MUTATED) {
            CodeEdit edits = new CodeEdit(mutated, -1);
            read(mutated.getName(), edits);
            for (int i = 0; i < edits.found().size(); i++) {
                int number = i;
                CodeEdit.Found found = edits.found().get(i);
                mutants.add(new Mutant(
                        found.operator(),
                        found.place(),
                        CodeFreedom.of(found),
                        Optional.empty(),
                        () -> start(mutated, number)));
            }
        }
        return mutants;
    }

    private static byte[] read(String name, CodeEdit edit) {
        try (InputStream in =
                CodeMutants.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            ClassReader reader = new ClassReader(in);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(edit.writing(writer), 0);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutant.Running start(Class<?> mutated, int number) throws IOException {
        try {
            Class<?> specimens = new Loader(mutated, number).loadClass(Specimens.class.getName());
            AutoCloseable server =
                    (AutoCloseable) specimens.getMethod("conformant").invoke(null);
            URI uri = (URI) specimens.getMethod("uri").invoke(server);
            return new Mutant.Running() {
                @Override
                public URI uri() {
                    return uri;
                }

                @Override
                public void close() throws IOException {
                    try {
                        server.close();
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                }
            };
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IOException(mutated + ", mutant " + number, e);
        }
    }

    /** The zoo's classes once more, one of them mutated. */
    private static final class Loader extends ClassLoader {
        private static final String ZOO = CodeMutants.class.getPackageName() + ".";

        private final Class<?> mutated;
        private final int number;

        Loader(Class<?> mutated, int number) {
            super(CodeMutants.class.getClassLoader());
            this.mutated = mutated;
            this.number = number;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (!name.startsWith(ZOO)) {
                    return super.loadClass(name, resolve);
                }
                byte[] code = read(name, new CodeEdit(mutated, name.equals(mutated.getName()) ? number : -1));
                return defineClass(name, code, 0, code.length);
            }
        }
    }
}
