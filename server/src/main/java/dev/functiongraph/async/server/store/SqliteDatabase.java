package dev.functiongraph.async.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database file of a data directory. A commit returns when it is on stable storage (WAL, {@code synchronous=FULL}).
 * One server at a time owns a directory; tools may read and write beside it, because SQLite keeps them apart.
 */
final class SqliteDatabase implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final Path dataDir;
    private final FileChannel lock;

    private SqliteDatabase(Path dataDir, FileChannel lock) {
        this.dataDir = dataDir;
        this.lock = lock;
    }

    /**
     * Opens the database for a server, migrated to the newest schema; makes what is not there.
     *
     * @throws IOException if the directory cannot be used, or another server uses it
     */
    static SqliteDatabase openForServer(Path dataDir) throws IOException {
        FileChannel lock = lock(dataDir);
        try {
            flyway(dataDir).migrate();
            return new SqliteDatabase(dataDir, lock);
        } catch (FlywayException e) {
            lock.close();
            throw new IOException("the database in " + dataDir + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Opens the database for a tool, beside a server or without one.
     *
     * @throws IOException if there is none, or it is of another version
     */
    static SqliteDatabase openForTool(Path dataDir) throws IOException {
        if (!Files.isRegularFile(file(dataDir))) {
            throw new IOException("there is no database in " + dataDir);
        }
        try {
            flyway(dataDir).validate();
        } catch (FlywayException e) {
            throw new IOException("the database in " + dataDir + " is of another version", e);
        }
        return new SqliteDatabase(dataDir, null);
    }

    private static Path file(Path dataDir) {
        return dataDir.resolve("invocations.db");
    }

    private static SQLiteDataSource source(Path dataDir) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file(dataDir));
        return source;
    }

    private static Flyway flyway(Path dataDir) {
        return Flyway.configure()
                .dataSource(source(dataDir))
                .locations("classpath:db/sqlite")
                .load();
    }

    private static FileChannel lock(Path dataDir) throws IOException {
        FileChannel channel = lockFile(dataDir);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by another server of this very process.
        }
        channel.close();
        throw new IOException("another server uses " + dataDir);
    }

    private static FileChannel lockFile(Path dataDir) throws IOException {
        try {
            Files.createDirectories(dataDir);
            return FileChannel.open(
                    dataDir.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("the data directory " + dataDir + " cannot be written", e);
        }
    }

    Session connectForWriting(UnaryOperator<Connection> through) throws SQLException {
        return Session.writing(through.apply(source(dataDir).getConnection()));
    }

    Session connectForReading() throws SQLException {
        return Session.reading(source(dataDir).getConnection());
    }

    /** Lets another server use the directory. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
