package dev.functiongraph.async.server.benchmark.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * An empty database in the working directory, as durable as the server's store: what is committed is on stable storage.
 *
 * @param pid the process that all others of the database come from, or 0 if it is in this process
 */
record PeerDatabase(HikariDataSource source, boolean isPostgres, long pid, AutoCloseable server)
        implements AutoCloseable {
    private static final int BUSY_MILLIS = 60_000;

    static PeerDatabase sqlite() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        // Otherwise a transaction that reads first fails when another one has written meanwhile.
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        SQLiteDataSource sqlite = new SQLiteDataSource(config);
        sqlite.setUrl("jdbc:sqlite:jobs.db");
        return new PeerDatabase(pool(sqlite, Runtime.getRuntime().availableProcessors()), false, 0, () -> {});
    }

    static PeerDatabase postgres(int callers) throws IOException, SQLException {
        Path dir = Path.of("postgres").toAbsolutePath();
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(dir)
                // Off by default, for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // As PostgreSQL's documentation advises for a server that writes much.
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        HikariDataSource pool = pool(postgres.getPostgresDatabase(), callers);
        requireOn(pool, "fsync");
        requireOn(pool, "synchronous_commit");
        long pid =
                Long.parseLong(Files.readAllLines(dir.resolve("postmaster.pid")).get(0));
        return new PeerDatabase(pool, true, pid, postgres);
    }

    private static HikariDataSource pool(DataSource database, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(BUSY_MILLIS);
        return pool;
    }

    private static void requireOn(DataSource source, String setting) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            if (!result.getString(1).equals("on")) {
                throw new IllegalStateException(setting + " is " + result.getString(1));
            }
        }
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : Arrays.asList(statements)) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws Exception {
        source.close();
        server.close();
    }
}
