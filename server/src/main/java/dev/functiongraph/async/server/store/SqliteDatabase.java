package dev.functiongraph.async.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database file of a data directory, migrated to the newest schema, and the lock that keeps a second server out of the
 * directory. A commit returns when it is on stable storage (WAL, {@code synchronous=FULL}).
 */
final class SqliteDatabase implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final SQLiteDataSource source;
    private final FileChannel lock;

    private SqliteDatabase(SQLiteDataSource source, FileChannel lock) {
        this.source = source;
        this.lock = lock;
    }

    /** @throws IOException if the directory cannot be used, or another server uses it */
    static SqliteDatabase open(Path dataDir) throws IOException {
        Files.createDirectories(dataDir);
        FileChannel lock = lock(dataDir.resolve("server.lock"));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + dataDir.resolve("invocations.db"));
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/sqlite")
                .load()
                .migrate();
        return new SqliteDatabase(source, lock);
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("another server uses " + file.getParent());
        }
        return channel;
    }

    Connection connect() throws SQLException {
        return source.getConnection();
    }

    /** Lets another server use the directory. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
