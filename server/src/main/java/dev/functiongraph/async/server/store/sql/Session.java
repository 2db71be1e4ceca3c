package dev.functiongraph.async.server.store.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with its statements, each prepared once. Used by one thread at a time. */
public final class Session implements AutoCloseable {
    private static final String BEGIN_WRITING = "BEGIN IMMEDIATE";
    private static final String BEGIN_READING = "BEGIN";
    private static final String COMMIT = "COMMIT";
    private static final String ROLLBACK = "ROLLBACK";

    private final Connection connection;
    private final @Nullable String begin;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final List<String> withCommit = new ArrayList<>();
    private final List<@Nullable Object> withCommitParameters = new ArrayList<>();
    private final List<Runnable> onRollback = new ArrayList<>();
    private Action beforeCommit = on -> {};

    private Session(Connection connection, @Nullable String begin) {
        this.connection = connection;
        this.begin = begin;
    }

    /** Its transactions hold the write lock from their begin on. */
    public static Session writing(Connection connection) {
        return new Session(connection, BEGIN_WRITING);
    }

    /** Its transactions see one unchanging state, and take the write lock only when they write. */
    public static Session reading(Connection connection) {
        return new Session(connection, BEGIN_READING);
    }

    /** Its transactions are the driver's; its connection does not commit by itself. */
    public static Session of(Connection connection) {
        return new Session(connection, null);
    }

    /** By hand, because SQLite's driver would begin the next transaction, lock and all, with each commit. */
    public void begin() throws SQLException {
        begin(begin);
    }

    private void begin(@Nullable String statement) throws SQLException {
        if (statement != null) {
            execute(statement);
        }
    }

    public void commit() throws SQLException {
        beforeCommit.on(this);
        if (begin != null) {
            execute(COMMIT);
        } else if (withCommit.isEmpty()) {
            connection.commit();
        } else {
            withCommit.add(COMMIT);
            on(String.join(";\n", withCommit), PreparedStatement::execute, withCommitParameters.toArray());
        }
    }

    /**
     * Has a statement executed by the commit, together with it: the database gets one message for all of them. For
     * sessions of {@link #of} only, of one transaction.
     */
    public void updateWithCommit(String sql, @Nullable Object... parameters) {
        withCommit.add(sql);
        withCommitParameters.addAll(Arrays.asList(parameters));
    }

    /** Makes that the last of each transaction from now on. */
    public void beforeCommit(Action action) {
        beforeCommit = action;
    }

    /** Calls that from now on whenever what a transaction has written may not count; it does not use the session. */
    public void onRollback(Runnable action) {
        onRollback.add(action);
    }

    public void rollback() throws SQLException {
        onRollback.forEach(Runnable::run);
        if (begin != null) {
            execute(ROLLBACK);
        } else {
            connection.rollback();
        }
    }

    /** @param type the database's name of the elements' type */
    public Array array(String type, Collection<?> elements) throws SQLException {
        return connection.createArrayOf(type, elements.toArray());
    }

    public Array binaries(Collection<byte @Nullable []> elements) throws SQLException {
        return connection.createArrayOf("bytea", elements.toArray(new byte[0][]));
    }

    /** What the work does takes effect as a whole or, if it or its commit fails, not at all. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        return inTransaction(begin, work);
    }

    /** The same, with the write lock from its begin on, whatever the session's other transactions do. */
    public <T> T inWritingTransaction(Work<T> work) throws SQLException {
        return inTransaction(BEGIN_WRITING, work);
    }

    private <T> T inTransaction(@Nullable String statement, Work<T> work) throws SQLException {
        begin(statement);
        try {
            T result = work.on(this);
            commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                rollback();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private void execute(String sql) throws SQLException {
        on(sql, PreparedStatement::execute);
    }

    /** @param parameters in their order; any type that the driver takes as it is */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        return on(sql, PreparedStatement::executeUpdate, parameters);
    }

    public <T> List<T> query(Row<T> row, String sql, Object... parameters) throws SQLException {
        return on(sql, statement -> read(statement.executeQuery(), row), parameters);
    }

    private static <T> List<T> read(ResultSet result, Row<T> row) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = result) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    public <T> Optional<T> first(Row<T> row, String sql, Object... parameters) throws SQLException {
        return on(
                sql,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
                    }
                },
                parameters);
    }

    private <T> T on(String sql, Use<T> use, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            prepared.remove(sql);
            forget(statement, e);
            throw e;
        }
    }

    /** Not to be used again: after most errors the driver has closed the statement for good. */
    private void forget(PreparedStatement statement, SQLException cause) {
        try {
            statement.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @FunctionalInterface
    public interface Work<T> {
        T on(Session session) throws SQLException;
    }

    /** A work without a result. */
    @FunctionalInterface
    public interface Action {
        void on(Session session) throws SQLException;
    }

    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
