package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.DamagedStoreException;
import dev.functiongraph.async.server.store.sql.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database file of a data directory. A commit returns when it is on stable storage (WAL, {@code synchronous=FULL}).
 * One server at a time owns a directory; tools may read and write beside it, because SQLite keeps them apart.
 */
final class SqliteDatabase implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final String OPEN_FILE = "SELECT 1 FROM sqlite_master";

    private final DataDirectory directory;
    /** A tool has none. */
    private final @Nullable ServerLock lock;

    private @Nullable OpenFiles files;

    private SqliteDatabase(DataDirectory directory, @Nullable ServerLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Opens the database for a server, migrated to the newest schema; makes what is not there.
     *
     * @throws IOException if the directory cannot be used, or another server uses it; then the database is as it was
     */
    static SqliteDatabase openForServer(Path dataDir) throws IOException {
        DataDirectory directory = new DataDirectory(dataDir);
        ServerLock lock = ServerLock.take(directory);
        try {
            SqliteLibrary.load(dataDir, true);
            DatabaseInspection inspection = new DatabaseInspection(directory);
            if (!inspection.exists()) {
                create(directory);
            } else if (inspection.isOlder()) {
                migrate(directory.database());
            }
            directory.closeToOthers();
            lock.probeDatabase();
            return new SqliteDatabase(directory, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** In another place, and only then where it belongs: an empty or half made database there is never one of ours. */
    private static void create(DataDirectory directory) throws IOException {
        Path log = directory.writeAheadLog();
        if (Files.exists(log) && Files.size(log) > 0) {
            throw new IOException(
                    directory.database() + " is missing, but its log " + log + " is there, with invocations"
                            + " that were accepted. Bring the database back, or delete the log to begin anew");
        }
        Path unfinished = directory.path().resolve("invocations.db.new");
        Files.deleteIfExists(unfinished);
        DataDirectory.createPrivate(unfinished);
        migrate(unfinished);
        Files.deleteIfExists(log);
        Files.deleteIfExists(directory.sharedMemory());
        Files.move(unfinished, directory.database(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void migrate(Path file) throws IOException {
        try {
            new Migrations(source(file)).make();
        } catch (FlywayException e) {
            throw new IOException(
                    file + " cannot be made ready for this version: "
                            + SqliteFailure.of(e).words(),
                    e);
        }
    }

    /**
     * Opens the database for a tool, beside a server or without one.
     *
     * @throws IOException if there is none, or it is of another version
     */
    static SqliteDatabase openForTool(Path dataDir) throws IOException {
        DataDirectory directory = new DataDirectory(dataDir);
        DatabaseInspection inspection = new DatabaseInspection(directory);
        if (inspection.exists()) {
            SqliteLibrary.load(dataDir, false);
        }
        inspection.requireCurrent();
        return new SqliteDatabase(directory, null);
    }

    private static SQLiteDataSource source(Path file) {
        return source(file, config -> {});
    }

    private static SQLiteDataSource source(Path file, Consumer<SQLiteConfig> more) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        // Nobody asks for them, and each insertion would be followed by a query.
        config.setGetGeneratedKeys(false);
        more.accept(config);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    Session connectForWriting(UnaryOperator<Connection> through) throws SQLException {
        Connection connection = through.apply(source(directory.database()).getConnection());
        // In autocommit mode the driver tries to begin a transaction behind each statement, to learn whether one is
        // under way. In the other mode it begins one now, and again only after a commit of its own.
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("COMMIT");
            return Session.writing(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The writer alone writes the log's contents into the database while a server runs: so it knows a stranger's
     * writes.
     */
    Session connectForReading() throws SQLException {
        return Session.reading(source(directory.database(), config -> config.setWalAutocheckpoint(0))
                .getConnection());
    }

    /** What leads and follows each write of a session that has the database open. */
    WriteGuard guard(Session session) throws IOException, SQLException {
        session.first(row -> 0, OPEN_FILE);
        OpenFiles open = new OpenFiles(
                directory, Objects.requireNonNull(lock, "only a server writes").holdDatabase());
        files = open;
        return new DatabaseGuard(
                open, new LogSize(directory, BUSY_TIMEOUT_MILLIS), new WriteIncidents(directory.database()));
    }

    static IOException unusable(Path dataDir, SQLException cause) {
        SqliteFailure failure = SqliteFailure.of(cause);
        String message = "the database in " + dataDir + " cannot be used: " + failure.words();
        return failure == SqliteFailure.DAMAGED
                ? new DamagedStoreException(message, cause)
                : new IOException(message, cause);
    }

    /** Lets another server use the directory. */
    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
