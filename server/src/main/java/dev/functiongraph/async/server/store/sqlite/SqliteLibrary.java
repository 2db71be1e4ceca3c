package dev.functiongraph.async.server.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * The driver's native library, as a file of this process's own. The driver itself would unpack it into the temporary
 * directory at each start, where it may not be allowed to run, and would leave it behind.
 */
final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static boolean loaded;

    private SqliteLibrary() {}

    /**
     * Loads the library, once in a process, from the first place where that works: the data directory, where a server
     * keeps it from start to start, then the temporary directory.
     *
     * @param keep whether it may be written into the data directory
     * @throws IOException if there is no such place, with what is wrong with each
     */
    static synchronized void load(Path dataDir, boolean keep) throws IOException {
        if (loaded || System.getProperty(PATH) != null) {
            return; // An operator who names a library of their own gets that.
        }
        byte[] library = read();
        List<String> problems = new ArrayList<>();
        loaded = loadKept(dataDir.resolve("native").toAbsolutePath(), library, keep, problems)
                || loadTemporary(library, problems);
        if (!loaded) {
            System.clearProperty(PATH);
            throw new IOException("the native library of SQLite cannot be loaded: " + String.join("; ", problems)
                    + ". Name a directory where programs may run with -Djava.io.tmpdir=DIR");
        }
    }

    private static byte[] read() throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream in = SqliteLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no native library of SQLite for " + OSInfo.getOSName() + " on "
                        + OSInfo.getArchName());
            }
            return in.readAllBytes();
        }
    }

    /** Another version's, or another machine's, is another file. */
    private static String name() {
        return "sqlitejdbc-" + SQLiteJDBCLoader.getVersion() + "-"
                + OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-') + "-"
                + LibraryLoaderUtil.getNativeLibName();
    }

    private static boolean loadKept(Path directory, byte[] library, boolean keep, List<String> problems) {
        Path file = directory.resolve(name());
        try {
            if (!isWhole(file, library)) {
                if (!keep) {
                    return false;
                }
                DataDirectory.makePrivate(directory);
                Path part =
                        directory.resolve(name() + "." + ProcessHandle.current().pid());
                try {
                    write(part, library);
                    // At once: another process never sees a part of it.
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(part);
                }
            }
            return loadFrom(directory, problems);
        } catch (IOException e) {
            problems.add(directory + " cannot be written");
            return false;
        }
    }

    private static boolean loadTemporary(byte[] library, List<String> problems) {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        @Nullable Path directory = null;
        try {
            directory = Files.createTempDirectory(parent, "sqlitejdbc");
            write(directory.resolve(name()), library);
            return loadFrom(directory, problems);
        } catch (IOException e) {
            problems.add("the temporary directory " + parent + " cannot be written");
            return false;
        } finally {
            delete(directory);
        }
    }

    private static void write(Path file, byte[] library) throws IOException {
        Files.deleteIfExists(file);
        DataDirectory.createPrivate(file);
        Files.write(file, library);
    }

    private static boolean isWhole(Path file, byte[] library) throws IOException {
        return Files.isReadable(file)
                && Files.size(file) == library.length
                && Arrays.equals(Files.readAllBytes(file), library);
    }

    /** By the driver, which must know that it is loaded. Under this name it looks nowhere else. */
    private static boolean loadFrom(Path directory, List<String> problems) {
        System.setProperty(PATH, directory.toString());
        System.setProperty("org.sqlite.lib.name", name());
        // It clears its temporary directory of what was left there, and complains if it cannot.
        System.setProperty("org.sqlite.tmpdir", directory.toString());
        try {
            return SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            problems.add("the operating system does not load it from " + directory + ", which may be mounted noexec");
            return false;
        }
    }

    /** Once it is loaded, the file is not needed; where it cannot be deleted before, that is done at the end. */
    private static void delete(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try {
            Files.deleteIfExists(directory.resolve(name()));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
            directory.resolve(name()).toFile().deleteOnExit();
        }
    }
}
