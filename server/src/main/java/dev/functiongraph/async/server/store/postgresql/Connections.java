package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.Session.Action;
import dev.functiongraph.async.server.store.sql.Session.Work;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database's connections as sessions, each for one transaction. Thread-safe. */
record Connections(DataSource writers, DataSource readers, DataSource heartbeat) {

    static Connections of(PostgresDatabase database) {
        return new Connections(database.writers(), database.readers(), database.heartbeat());
    }

    <T> T write(Work<T> work) throws SQLException {
        return in(writers, work);
    }

    void writing(Action action) throws SQLException {
        write(on -> done(action, on));
    }

    static Boolean done(Action action, Session on) throws SQLException {
        action.on(on);
        return true;
    }

    <T> T read(Work<T> work) throws SQLException {
        return in(readers, work);
    }

    <T> T heartbeat(Work<T> work) throws SQLException {
        return in(heartbeat, work);
    }

    /** For one statement, which is a transaction by itself. */
    <T> T writeAlone(Work<T> statement) throws SQLException {
        return alone(writers, statement);
    }

    /** The same for a heartbeat. */
    <T> T heartbeatAlone(Work<T> statement) throws SQLException {
        return alone(heartbeat, statement);
    }

    private static <T> T alone(DataSource source, Work<T> statement) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return statement.on(Session.of(connection));
        }
    }

    private static <T> T in(DataSource source, Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            return Session.of(connection).inTransaction(work);
        }
    }
}
