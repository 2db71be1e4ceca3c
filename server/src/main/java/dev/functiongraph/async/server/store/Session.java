package dev.functiongraph.async.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection with its statements, each prepared once. Used by one thread at a time. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final String begin;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Session(Connection connection, String begin) {
        this.connection = connection;
        this.begin = begin;
    }

    /** Its transactions hold the write lock from their begin on. */
    static Session writing(Connection connection) {
        return new Session(connection, "BEGIN IMMEDIATE");
    }

    /** Its transactions see one unchanging state, and take the write lock only when they write. */
    static Session reading(Connection connection) {
        return new Session(connection, "BEGIN");
    }

    /** By hand, because the driver would begin the next transaction, lock and all, with each commit. */
    void begin() throws SQLException {
        execute(begin);
    }

    void commit() throws SQLException {
        execute("COMMIT");
    }

    void rollback() throws SQLException {
        execute("ROLLBACK");
    }

    private void execute(String sql) throws SQLException {
        bind(sql).execute();
    }

    /** @param parameters in their order; any type that the driver takes as it is */
    int update(String sql, Object... parameters) throws SQLException {
        return bind(sql, parameters).executeUpdate();
    }

    <T> List<T> query(Row<T> row, String sql, Object... parameters) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = bind(sql, parameters).executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    <T> Optional<T> first(Row<T> row, String sql, Object... parameters) throws SQLException {
        try (ResultSet rows = bind(sql, parameters).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    private PreparedStatement bind(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
