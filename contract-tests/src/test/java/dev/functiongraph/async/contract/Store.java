package dev.functiongraph.async.contract;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** The database of a server, seen from outside. */
final class Store implements AutoCloseable {
    private final Connection connection;

    Store(Path dataDirectory) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + dataDirectory.resolve("invocations.db"));
    }

    /**
     * From now on the database refuses every new invocation, every change of one, and to tell of one. Its server must
     * not be running.
     */
    void refuseAll() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE invocation RENAME COLUMN error_message TO not_to_be_found");
        }
        for (String write : List.of("INSERT", "UPDATE")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TRIGGER full_disk_" + write + " BEFORE " + write
                        + " ON invocation BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
            }
        }
    }

    /**
     * Puts an invocation into the queue, as if it had been accepted before its function was disabled.
     *
     * @return its id
     */
    String addWaiting(String function) throws SQLException {
        String id = UUID.randomUUID().toString();
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR IGNORE INTO function (urn) VALUES (?)")) {
            statement.setString(1, function);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO invocation (request_id, function, event, status, accepted_at, expires_at, max_age, due_at)
                SELECT unhex(?, '-'), id, CAST('{}' AS BLOB), 'WAIT', ?, ?, 1, ? FROM function WHERE urn = ?""")) {
            long now = System.currentTimeMillis();
            statement.setString(1, id);
            statement.setLong(2, now);
            statement.setLong(3, Long.MAX_VALUE);
            statement.setLong(4, now);
            statement.setString(5, function);
            statement.executeUpdate();
        }
        return id;
    }

    /** The status of an invocation. */
    String status(String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT status FROM invocation WHERE request_id = unhex(?, '-')")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** How many invocations were ever queued. */
    int invocations() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM invocation")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
