package dev.functiongraph.async.server.store.postgresql;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server on this machine, as durable as one in production. It ends with the tests' process at the
 * latest.
 */
public final class TestPostgres implements AutoCloseable {
    public static final String USER = "postgres";
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");
    private static final AtomicInteger databases = new AtomicInteger();

    private final Path dir;
    private final Map<String, String> settings;
    /** Bound for as long as the server may start, but never listening: nobody else is given its port meanwhile. */
    private final Socket reserved = new Socket();

    private final int port;
    private EmbeddedPostgres server;
    private boolean migrated;

    static {
        // It reports, at length, that it cannot stop what a test has killed.
        ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class)).setLevel(Level.OFF);
    }

    private TestPostgres(Map<String, String> settings) throws IOException {
        dir = Files.createTempDirectory("postgres");
        this.settings = settings;
        // Else the server itself could not listen there.
        reserved.setReuseAddress(true);
        reserved.bind(new InetSocketAddress(0));
        port = reserved.getLocalPort();
        server = run();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The one that all tests of a process share; none of them may stop it. */
    public static TestPostgres shared() {
        return Shared.INSTANCE;
    }

    /** One of a test's own, which it may stop. */
    public static TestPostgres start() {
        return start(Map.of());
    }

    /** @param settings as in {@code postgresql.conf} */
    public static TestPostgres start(Map<String, String> settings) {
        try {
            return new TestPostgres(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres run() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(dir)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                // What was killed reads its log again before it answers.
                .setPGStartupWait(Duration.ofSeconds(60));
        DURABLE.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** @return the URL of a new and empty database */
    public String createDatabase() {
        String name = "test" + databases.incrementAndGet();
        execute(ownUrl(), "CREATE DATABASE " + name);
        return url(name);
    }

    /** @return the URL of a new database with this version's tables, and nothing in them */
    public synchronized String createMigratedDatabase() {
        if (!migrated) {
            execute(ownUrl(), "CREATE DATABASE migrated");
            PGSimpleDataSource template = new PGSimpleDataSource();
            template.setUrl(url("migrated"));
            template.setUser(USER);
            PostgresDatabase.migrate(template, "classpath:db/postgresql");
            migrated = true;
        }
        String name = "test" + databases.incrementAndGet();
        execute(ownUrl(), "CREATE DATABASE " + name + " TEMPLATE migrated");
        return url(name);
    }

    /** The URL of the database that a server has from its beginning, for what concerns all of them. */
    public String ownUrl() {
        return url("postgres");
    }

    public static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url, USER, "");
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    /** The process that all others of the server come from. */
    public long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(dir.resolve("postmaster.pid")).get(0));
    }

    /** Ends the server at once, without letting it finish anything; what was committed is there when it runs again. */
    public void kill() {
        stop("QUIT");
    }

    /** Ends the server in order; whoever is connected is told. */
    public void stop() {
        stop("INT");
    }

    private void stop(String signal) {
        try {
            long pid = pid();
            signal(pid, signal);
            ProcessHandle.of(pid)
                    .ifPresent(process ->
                            process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(long pid, String signal) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start();
        kill.onExit().join();
        if (kill.exitValue() != 0) {
            throw new IOException("cannot send " + signal + " to " + pid);
        }
    }

    /** Runs a stopped or killed server again, at the same port. */
    public void startAgain() {
        try {
            server.close();
            server = run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (Files.notExists(dir)) {
            return;
        }
        try {
            if (Files.exists(dir.resolve("postmaster.pid"))) {
                kill();
            }
            reserved.close();
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final TestPostgres INSTANCE = start();
    }
}
