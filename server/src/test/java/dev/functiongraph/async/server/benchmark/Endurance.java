package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.store.postgresql.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Nodes that share a PostgreSQL and work for long, with records that are deleted when they are a sixth of that time
 * old. Each minute has a steady load, and in its end as much load as they can bear, which is measured. It prints a line
 * for each minute.
 */
final class Endurance {
    private static final String LETTER = "o";
    private static final int NODES = 2;
    private static final int RETENTION_PARTS = 6;
    private static final int COMPARED_MINUTES = 10;
    /** The first minutes are the compiler's. */
    private static final int WARM_UP_MINUTES = 3;

    private static final Duration PEAK = Duration.ofSeconds(12);
    private static final Duration STEADY = Duration.ofSeconds(45);
    private static final double STEADY_PER_SECOND = 400;
    private static final long MIB = 1 << 20;

    private static final String SIZES = """
            SELECT sum(pg_table_size(relid)) FILTER (WHERE relname = 'invocation'),
                sum(pg_indexes_size(relid)) FILTER (WHERE relname = 'invocation'),
                sum(pg_table_size(relid)) FILTER (WHERE relname LIKE 'record%'),
                sum(pg_indexes_size(relid)) FILTER (WHERE relname LIKE 'record%'),
                sum(pg_total_relation_size(relid))
                    FILTER (WHERE relname NOT LIKE 'record%' AND relname <> 'invocation'),
                sum(n_dead_tup)
            FROM pg_stat_user_tables""";

    private static final List<String> FIGURES = List.of(
            "MiB of invocation",
            "MiB of its indexes",
            "MiB of the records",
            "MiB of their indexes",
            "MiB of all other tables",
            "dead tuples");

    private final Cluster cluster;
    private final LoadGenerator load;
    private final String url;

    private Endurance(Cluster cluster, LoadGenerator load, String url) {
        this.cluster = cluster;
        this.load = load;
        this.url = url;
    }

    static void measure(Report report) throws Exception {
        Duration age = Duration.ofMinutes(Run.MINUTES).dividedBy(RETENTION_PARTS);
        try (Candidates candidates = new Candidates(Run.RESULTS.resolve("run"));
                TestPostgres postgres = TestPostgres.start(Nodes.SETTINGS)) {
            String url = postgres.createDatabase();
            List<Candidate> nodes = candidates.nodes(
                    LETTER, NODES, url, Run.FLAGS, Map.of("FUNCTIONGRAPH_RETENTION_AGE", age.toSeconds() + "s"));
            new Endurance(new Cluster(nodes, postgres.pid()), LoadGenerator.of(nodes, "noop"), url).run(report);
        }
    }

    private void run(Report report) throws Exception {
        for (int minute = 1; minute <= Run.MINUTES; minute++) {
            Report one = new Report();
            new SteadyRound(LETTER, cluster, load, STEADY_PER_SECOND).run(STEADY, one);
            double errors = one.median(LETTER, Report.ERRORS);
            one = new Report();
            new CycleRound(LETTER, cluster, load).run(PEAK, one);
            double done = one.median(LETTER, Report.DONE);
            double cpu = one.median(LETTER, Report.CPU);
            errors += one.median(LETTER, Report.ERRORS);
            long[] sizes = sizes();
            System.out.printf(
                    "minute %d: %.0f done per second, CPU %.0f µs each, %.0f errors", minute, done, cpu, errors);
            for (int i = 0; i < sizes.length; i++) {
                System.out.printf(", %d %s", sizes[i], FIGURES.get(i));
            }
            System.out.println();
            report.add(LETTER, Report.ERRORS, errors);
            if (minute > WARM_UP_MINUTES && minute <= WARM_UP_MINUTES + COMPARED_MINUTES) {
                add(report, "first: ", done, cpu, sizes);
            }
            if (minute > Run.MINUTES - COMPARED_MINUTES) {
                add(report, "last: ", done, cpu, sizes);
            }
        }
        report.addRatio("o last/first done", LETTER, "last: " + Report.DONE, LETTER, "first: " + Report.DONE);
        report.addRatio("o last/first CPU", LETTER, "last: " + Report.CPU, LETTER, "first: " + Report.CPU);
    }

    private static void add(Report report, String when, double done, double cpu, long[] sizes) {
        report.add(LETTER, when + Report.DONE, done);
        report.add(LETTER, when + Report.CPU, cpu);
        for (int i = 0; i < sizes.length; i++) {
            report.add(LETTER, when + FIGURES.get(i), sizes[i]);
        }
    }

    private long[] sizes() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SIZES)) {
            row.next();
            long[] sizes = new long[FIGURES.size()];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = i < sizes.length - 1 ? row.getLong(i + 1) / MIB : row.getLong(i + 1);
            }
            return sizes;
        }
    }
}
