package dev.functiongraph.async.server.store.postgresql;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The driver's properties for each kind of connection. What the URL itself says has precedence. */
final class ConnectionSettings {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** The default of {@code node-timeout}, in seconds. */
    private static final int NODE_TIMEOUT = 30;

    /**
     * All that is written is found by an index, however much waits and whatever the database knows of that. What it
     * knows is old when a queue has filled or emptied within seconds; a plan made for the other case reads all of it.
     * Never by a bitmap, which is made of all that has left the queue since the last vacuum, each time: an index scan
     * marks what it finds dead, and the next one passes over it. And in the order of the index where it has the one
     * that is asked for, so that a limit is a limit of what is read.
     */
    private static final String BY_INDEX = " -c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off"
            + " -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan -c jit=off";

    /** A row that another node has locked is free again within milliseconds, or the node hangs. */
    private static final Duration WRITER_LOCK = Duration.ofMillis(500);

    private final PostgresSettings settings;
    private final Properties given;

    /** @throws IOException if the driver does not understand the URL */
    ConnectionSettings(PostgresSettings settings) throws IOException {
        this.settings = settings;
        Properties parsed = Driver.parseURL(settings.url(), null);
        if (parsed == null) {
            throw new IOException(settings.place() + " is not the URL of a PostgreSQL database, such as"
                    + " jdbc:postgresql://host1,host2/functiongraph");
        }
        given = parsed;
    }

    /**
     * Connections on which everything ends in time.
     *
     * @param role part of the name under which the database's own tools show them
     * @param statement how long a statement may take; waiting for an answer, whether or not the network still carries
     *     it, ends a little later
     */
    PGSimpleDataSource limited(String role, Duration statement) {
        return limited(role, statement, statement.dividedBy(2), "");
    }

    /** The same, with plans that do not depend on how much waits. */
    PGSimpleDataSource writing(String role, Duration statement) {
        return limited(role, statement, WRITER_LOCK, BY_INDEX);
    }

    private PGSimpleDataSource limited(String role, Duration statement, Duration lock, String options) {
        return source(
                role,
                seconds(statement.multipliedBy(3).dividedBy(2)),
                "-c statement_timeout=" + statement.toMillis()
                        + " -c lock_timeout=" + lock.toMillis()
                        + " -c idle_in_transaction_session_timeout=" + statement.toMillis()
                        + options);
    }

    /** Connections whose statements may take as long as they will; for the migration, and for waiting. */
    PGSimpleDataSource unlimited(String role) {
        return source(role, "0", "");
    }

    /**
     * The trouble that time limits of the URL's own may bring.
     *
     * @param heartbeat how long its statement may take
     */
    Optional<String> advice(Duration heartbeat) {
        PGSimpleDataSource source = limited("heartbeat", heartbeat);
        int connect = source.getConnectTimeout();
        int socket = source.getSocketTimeout();
        return connect > 0 && socket > 0 && connect + socket < NODE_TIMEOUT
                ? Optional.empty()
                : Optional.of("a heartbeat may hang for " + connect + " s (connectTimeout) and " + socket
                        + " s (socketTimeout; 0 is without end): together they must be less than node-timeout");
    }

    private PGSimpleDataSource source(String role, String socketTimeout, String options) {
        Map<PGProperty, String> defaults = new EnumMap<>(PGProperty.class);
        defaults.put(PGProperty.APPLICATION_NAME, "functiongraph-async " + role);
        defaults.put(PGProperty.CONNECT_TIMEOUT, seconds(CONNECT));
        defaults.put(PGProperty.SOCKET_TIMEOUT, socketTimeout);
        defaults.put(PGProperty.TCP_KEEP_ALIVE, "true");
        // After a fail-over, whichever of the hosts has become the one that takes writes.
        defaults.put(PGProperty.TARGET_SERVER_TYPE, "primary");
        defaults.put(PGProperty.REWRITE_BATCHED_INSERTS, "true");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        defaults.forEach((property, value) -> {
            if (!given.containsKey(property.getName())) {
                source.setProperty(property, value);
            }
        });
        settings.user().filter(user -> !given.containsKey("user")).ifPresent(source::setUser);
        settings.password().ifPresent(source::setPassword);
        // The server takes the last of two equal ones: the URL's.
        source.setOptions((options + " " + orEmpty(given.getProperty("options"))).strip());
        return source;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Whole ones, at least one: the driver takes 0 for "without end". */
    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
    }
}
