package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.store.postgresql.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a database does for nodes that have nothing to do. */
record IdleRound(String letter, TestPostgres postgres, String url) implements Round {
    static final String CPU = "the database's CPU, % of a core";

    private static final long SETTLING_SECONDS = 5;
    private static final String COUNT = """
            SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()""";

    @Override
    public void run(Duration duration, Report report) throws Exception {
        // What has started goes on compiling for a while.
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        long transactions = transactions();
        Duration cpu = ProcessTree.cpu(postgres.pid());
        TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        Duration taken = ProcessTree.cpu(postgres.pid()).minus(cpu);
        report.add(letter, CPU, 100.0 * taken.toMillis() / duration.toMillis());
        report.add(letter, "transactions per second", (transactions() - transactions) * 1e3 / duration.toMillis());
    }

    private long transactions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT)) {
            row.next();
            return row.getLong(1);
        }
    }
}
