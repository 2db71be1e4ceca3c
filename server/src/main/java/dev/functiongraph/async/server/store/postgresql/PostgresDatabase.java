package dev.functiongraph.async.server.store.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.functiongraph.async.server.invocation.DamagedStoreException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The connections to a database, in a pool for each role, so that none can take another's: however many wait to write
 * or to read, a heartbeat has its own.
 */
final class PostgresDatabase implements AutoCloseable {
    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(4);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(15);
    /** How many seconds a starting server waits for others that migrate. */
    private static final int MIGRATION_WAIT = 600;

    private final String place;
    private final ConnectionSettings connections;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final HikariDataSource heartbeat;

    private PostgresDatabase(PostgresSettings settings, ConnectionSettings connections) {
        this.place = settings.place();
        this.connections = connections;
        writers = pool(connections.writing("writer", STATEMENT), "writers", settings.writers(), STATEMENT);
        readers = pool(connections.limited("reader", STATEMENT), "readers", settings.readers(), STATEMENT);
        // What moves to the records while they are listed is seen once.
        readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        heartbeat = pool(connections.limited("heartbeat", HEARTBEAT), "heartbeat", 1, HEARTBEAT);
    }

    /**
     * Opens the database for a server, migrated to this version's schema if it is older; a newer one stays as it is.
     *
     * @throws IOException if it cannot be used, or may lose what it has committed
     */
    static PostgresDatabase openForServer(PostgresSettings settings) throws IOException {
        return open(settings, true);
    }

    /**
     * Opens the database for a tool, beside servers or without one.
     *
     * @throws IOException if it cannot be used
     */
    static PostgresDatabase openForTool(PostgresSettings settings) throws IOException {
        return open(settings, false);
    }

    private static PostgresDatabase open(PostgresSettings settings, boolean server) throws IOException {
        ConnectionSettings connections = new ConnectionSettings(settings);
        try {
            if (server) {
                try (Connection connection =
                        connections.limited("start", STATEMENT).getConnection()) {
                    if (!settings.allowLossOfAccepted()) {
                        requireDurable(settings, connection);
                    }
                }
                migrate(connections.unlimited("migration"), "classpath:db/postgresql");
            }
            return new PostgresDatabase(settings, connections);
        } catch (SQLException | FlywayException e) {
            throw unusable(settings, e);
        }
    }

    /** Invariant 1: a 202 is a promise. */
    private static void requireDurable(PostgresSettings settings, Connection connection)
            throws IOException, SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit"}) {
            // Engines that only speak PostgreSQL's language may not have it.
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_setting('" + setting + "', true)")) {
                row.next();
                if ("off".equals(row.getString(1))) {
                    throw new IOException("the database at " + settings.place() + " may lose what it has accepted: "
                            + setting + " is off there. Turn it on");
                }
            }
        }
    }

    /** Of servers that start at once, one makes each step, and the others wait. */
    static void migrate(DataSource source, String... steps) {
        Flyway.configure()
                .dataSource(source)
                .locations(steps)
                // A server of this version goes on beside newer ones while all are replaced one after the other.
                .ignoreMigrationPatterns("*:future")
                .lockRetryCount(MIGRATION_WAIT)
                .load()
                .migrate();
    }

    private static HikariDataSource pool(DataSource source, String name, int connections, Duration patience) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(source);
        pool.setPoolName(name);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(patience.toMillis());
        pool.setValidationTimeout(patience.dividedBy(2).toMillis());
        pool.setMaxLifetime(MAX_LIFETIME.toMillis());
        // The first connection may take as long as any other: the database was there a moment ago.
        pool.setInitializationFailTimeout(-1);
        pool.setExceptionOverride(new Eviction());
        return pool;
    }

    static IOException unusable(PostgresSettings settings, Exception cause) {
        PostgresFailure failure = PostgresFailure.of(cause);
        String message = "the database at " + settings.place() + " cannot be used: " + failure.words();
        return failure == PostgresFailure.DAMAGED
                ? new DamagedStoreException(message, cause)
                : new IOException(message, cause);
    }

    DataSource writers() {
        return writers;
    }

    DataSource readers() {
        return readers;
    }

    /** Whether one of them is open, or none was ever needed. */
    boolean hasReaders() {
        return Optional.ofNullable(readers.getHikariPoolMXBean())
                .map(pool -> pool.getTotalConnections() > 0)
                .orElse(true);
    }

    /** A single connection. */
    DataSource heartbeat() {
        return heartbeat;
    }

    /** What the URL should not say. */
    Optional<String> advice() {
        return connections.advice(HEARTBEAT);
    }

    /** One outside all pools, on which its user may wait without end, as for notifications. */
    Connection connectForWaiting() throws SQLException {
        return connections.unlimited("listener").getConnection();
    }

    /** Where it is, without secrets. */
    String place() {
        return place;
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
        heartbeat.close();
    }

    private static final class Eviction implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException e) {
            return PostgresFailure.of(e).spoilsConnection()
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
