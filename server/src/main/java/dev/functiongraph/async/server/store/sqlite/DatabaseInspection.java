package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.DamagedStoreException;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sqlite.Migrations.State;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A check of the files in a database's place before it is opened, which changes nothing. */
final class DatabaseInspection {
    private static final int HEADER_BYTES = 100;
    private static final int PAGE_SIZE_AT = 16;
    private static final int PAGE_COUNT_AT = 28;
    private static final int LARGEST_PAGE = 65_536;
    private static final String START_ONCE = "; start the server on it once, which brings it to its own version";
    private static final String TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'";

    private final Path file;
    private final DataDirectory directory;

    DatabaseInspection(DataDirectory directory) {
        this.directory = directory;
        this.file = directory.database();
    }

    /** @throws IOException if there cannot be said whether there is one */
    boolean exists() throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new IOException("it cannot be seen whether there is a database in " + directory.path()
                    + ": there is no permission, or it is not a directory");
        }
    }

    /**
     * How far the database is behind this version.
     *
     * @return true if it is of an older version
     * @throws DamagedStoreException if it is damaged
     * @throws IOException if it is not a database that this version can use
     */
    boolean isOlder() throws IOException {
        requireFile();
        try {
            List<String> tables = tables();
            boolean ours = tables.containsAll(List.of("invocation", "attempt", "tally"));
            boolean history = tables.contains("flyway_schema_history");
            if (tables.isEmpty()) {
                return true;
            }
            if (!history) {
                throw new IOException(
                        ours
                                ? file + " does not say of which version it is: the record of its migrations is missing"
                                : file + " is a database of another program");
            }
            return isOlder(ours);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private boolean isOlder(boolean ours) throws IOException {
        Migrations migrations = new Migrations(source());
        State state;
        boolean begun;
        try {
            state = migrations.state();
            begun = migrations.begun();
        } catch (RuntimeException e) {
            // Not only its own exceptions: it relies on its record being as it left it.
            throw SqliteFailure.of(e) == SqliteFailure.OTHER
                    ? new DamagedStoreException(
                            file + " does not say of which version it is: the record of its migrations is damaged", e)
                    : unusable(e);
        }
        if (state == State.NEWER) {
            throw new IOException(file + " is of a newer version of this program; use that one");
        }
        if (state == State.BROKEN || ours != begun) {
            throw new DamagedStoreException(
                    file + " is not whole: a migration failed half way, or its tables or the record of its migrations"
                            + " were changed. Restore a backup",
                    null);
        }
        return state == State.OLDER;
    }

    private void requireFile() throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " cannot be read: there is no permission", e);
        }
        if (!attributes.isRegularFile()) {
            throw new IOException(
                    file + (attributes.isDirectory() ? " is a directory" : " is not a file") + ", not a database");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + " cannot be read: there is no permission");
        }
        if (attributes.size() == 0) {
            throw new DamagedStoreException(
                    file + " is empty (0 bytes). Restore a backup, or delete it and its -wal file to begin anew", null);
        }
    }

    private List<String> tables() throws SQLException {
        try (Session session = Session.reading(source().getConnection())) {
            return session.query(row -> row.getString(1), TABLES);
        }
    }

    /**
     * Where there is no log beside it, it is read as it lies there: otherwise SQLite would make one. Where there is
     * one, only reading: otherwise SQLite would write it into the database when it closes.
     */
    private SQLiteDataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toUri()
                + (Files.exists(directory.writeAheadLog()) ? "?mode=ro" : "?immutable=1&mode=ro"));
        return source;
    }

    private IOException unusable(Exception cause) {
        SqliteFailure failure = SqliteFailure.of(cause);
        String truncated = failure == SqliteFailure.DAMAGED || failure == SqliteFailure.INPUT_OUTPUT ? truncated() : "";
        String message = file + " cannot be used: " + (truncated.isEmpty() ? failure.words() : truncated);
        return !truncated.isEmpty() || failure == SqliteFailure.DAMAGED || failure == SqliteFailure.NOT_A_DATABASE
                ? new DamagedStoreException(message + ". Restore a backup", cause)
                : new IOException(message, cause);
    }

    /** Only after a failure: while SQLite has the file open, closing it here would let go of SQLite's locks. */
    private String truncated() {
        try (RandomAccessFile database = new RandomAccessFile(file.toFile(), "r")) {
            if (database.length() < HEADER_BYTES) {
                return "it is truncated: only " + database.length() + " bytes are left";
            }
            database.seek(PAGE_SIZE_AT);
            int pageSize = database.readUnsignedShort();
            database.seek(PAGE_COUNT_AT);
            long expected = (database.readInt() & 0xffff_ffffL) * (pageSize == 1 ? LARGEST_PAGE : pageSize);
            return database.length() >= expected
                    ? ""
                    : "it is truncated: it has " + database.length() + " bytes, and should have " + expected;
        } catch (IOException e) {
            return "";
        }
    }

    /** @throws IOException if the tools cannot use it, because a server has to migrate it before */
    void requireCurrent() throws IOException {
        if (!exists()) {
            throw new IOException("there is no database in " + directory.path()
                    + "; --data-dir names the server's data directory, which is .functiongraph for one that was started"
                    + " by run");
        }
        if (isOlder()) {
            throw new IOException(file + " is of an older version" + START_ONCE);
        }
    }
}
