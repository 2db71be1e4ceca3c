package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.sql.MovedInvocation;
import dev.functiongraph.async.server.store.sql.MovedInvocation.MovedLog;
import dev.functiongraph.async.server.store.sql.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A data directory whose invocations move to another store, while no server can run on it. Used by one thread. */
public final class SqliteSource implements AutoCloseable {
    private static final String MOVED = ".moved";

    private static final String NEXT = "SELECT seq, request_id, " + InvocationTable.URN
            + ", status, attempt, failures, "
            + LostAttempts.COUNT + " AS lost, " + LostAttempts.COUNT_ALONE + " AS lost_alone, accepted_at, expires_at,"
            + " max_age, due_at, started_at, ended_at, error_code, error_message, redrive_of,"
            + " (SELECT request_id FROM invocation AS again WHERE again.redrive_of = invocation.request_id)"
            + " AS redriven_as,"
            + " event, result FROM invocation WHERE seq > ? ORDER BY seq LIMIT ?";
    private static final String ATTEMPTS =
            "SELECT number, started_at, ended_at, outcome, message FROM attempt WHERE seq = ? ORDER BY number";
    private static final String LOGS = "SELECT number, stored_at, text FROM log WHERE seq = ?";
    private static final String NEWEST = "SELECT request_id FROM invocation ORDER BY seq DESC LIMIT 1";
    private static final String TALLY = "SELECT urn, what, n FROM tally JOIN function ON id = function";

    private final DataDirectory directory;
    private final SqliteDatabase database;
    private final Session session;
    private final Optional<ServerRow> server;
    private final long steadyNow;
    private long last;

    private SqliteSource(DataDirectory directory, SqliteDatabase database, Session session) throws SQLException {
        this.directory = directory;
        this.database = database;
        this.session = session;
        Instant now = Instant.now();
        server = ServerRow.read(session);
        steadyNow = server.map(row -> row.steadyAt(now)).orElse(now).toEpochMilli();
    }

    /** @throws IOException if there is no database, it cannot be used, or a server uses it */
    public static SqliteSource open(Path dataDir) throws IOException {
        DataDirectory directory = new DataDirectory(dataDir);
        if (!new DatabaseInspection(directory).exists()) {
            throw new IOException("there is no database in " + dataDir);
        }
        SqliteDatabase database = SqliteDatabase.openForServer(dataDir);
        try {
            return new SqliteSource(directory, database, database.connectForReading());
        } catch (SQLException e) {
            database.close();
            throw SqliteDatabase.unusable(dataDir, e);
        }
    }

    public Optional<UUID> newest() throws SQLException {
        return session.first(row -> RequestIds.id(row.getBytes(1)), NEWEST);
    }

    /** In the order of their acceptance; none at the end. */
    public List<MovedInvocation> next(int limit) throws SQLException {
        return session.query(this::read, NEXT, last, limit);
    }

    private MovedInvocation read(ResultSet row) throws SQLException {
        last = row.getLong("seq");
        return new MovedInvocation(
                RequestIds.id(row.getBytes("request_id")),
                row.getString("urn"),
                InvocationStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getInt("lost"),
                row.getInt("lost_alone"),
                row.getLong("accepted_at"),
                row.getLong("expires_at") - steadyNow,
                row.getLong("max_age"),
                row.getLong("due_at") - steadyNow,
                number(row, "started_at"),
                number(row, "ended_at"),
                row.getInt("error_code"),
                row.getString("error_message"),
                id(row, "redrive_of"),
                id(row, "redriven_as"),
                session.query(SqliteSource::attempt, ATTEMPTS, last),
                session.query(this::log, LOGS, last),
                row.getBytes("event"),
                row.getBytes("result"));
    }

    private MovedLog log(ResultSet row) throws SQLException {
        return new MovedLog(row.getInt("number"), row.getLong("stored_at") - steadyNow, row.getBytes("text"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable UUID id(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : RequestIds.id(bytes);
    }

    private static AttemptRecord attempt(ResultSet row) throws SQLException {
        return new AttemptRecord(
                row.getInt("number"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Instant.ofEpochMilli(row.getLong("ended_at")),
                row.getString("outcome"),
                row.getString("message"));
    }

    /** By function: how many were ever ACCEPTED, are in each status, and were PURGED. */
    public Map<String, Map<String, Long>> tally() throws SQLException {
        Map<String, Map<String, Long>> tally = new HashMap<>();
        session.query(
                row -> tally.computeIfAbsent(row.getString(1), any -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)),
                TALLY);
        return tally;
    }

    /** The limits of the server that ran last. */
    public Optional<Backlog> limits() {
        return server.map(ServerRow::backlog);
    }

    /** The file that the database becomes when it is retired. */
    public static Path retired(Path dataDir) {
        Path file = new DataDirectory(dataDir).database();
        return file.resolveSibling(file.getFileName() + MOVED);
    }

    /** Takes the database out of the way of servers: what it holds is elsewhere now. */
    public void retire() throws IOException, SQLException {
        session.close();
        // The last connection has written its log into it.
        Path log = directory.writeAheadLog();
        if (Files.exists(log) && Files.size(log) > 0) {
            throw new IOException("another program uses the database in " + directory.path());
        }
        Files.move(directory.database(), retired(directory.path()), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException, SQLException {
        session.close();
        database.close();
    }
}
