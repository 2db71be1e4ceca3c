package dev.functiongraph.async.contract;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of a server, seen from outside. */
final class Store implements AutoCloseable {
    private final Connection connection;

    Store(Path dataDirectory) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + dataDirectory.resolve("invocations.db"));
    }

    /** From now on the database refuses every new invocation. Its server must not be running. */
    void refuseWrites() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TRIGGER full_disk BEFORE INSERT ON invocation
                    BEGIN SELECT RAISE(ABORT, 'the disk is full'); END""");
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
