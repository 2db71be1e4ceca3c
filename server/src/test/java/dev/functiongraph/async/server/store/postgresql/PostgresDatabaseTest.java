package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest {
    private static final String OLDER = "classpath:db/postgresql-steps/older";
    private static final String NEWER = "classpath:db/postgresql-steps/newer";

    private final String url = TestPostgres.shared().createDatabase();

    @Test
    void serversThatStartAtOnceMakeEachStepOnce() throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(5);
        DataSource source = source();
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            starts.add(servers.submit(() -> PostgresDatabase.migrate(source, OLDER, NEWER)));
        }
        for (Future<?> start : starts) {
            start.get();
        }
        servers.shutdown();
        assertThat(text(source, "SELECT count(*) FROM flyway_schema_history WHERE success"))
                .isEqualTo("2");
    }

    @Test
    void aDatabaseThatNobodyHasReadYetIsReadable() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.openForTool(settings(url))) {
            assertThat(database.hasReaders()).isTrue();
        }
    }

    @Test
    void anOlderServerStartsBesideANewerOne() throws Exception {
        PostgresDatabase.migrate(source(), OLDER, NEWER);
        PostgresDatabase.migrate(source(), OLDER);
        assertThat(text(source(), "SELECT max(version) FROM flyway_schema_history"))
                .isEqualTo("2");
    }

    @Test
    void aDatabaseThatMayLoseWhatItCommitsIsRefused() {
        try (TestPostgres careless = TestPostgres.start(Map.of("fsync", "off"))) {
            String there = careless.createDatabase();
            assertThatThrownBy(() -> PostgresDatabase.openForServer(settings(there)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the database at " + there
                            + " may lose what it has accepted: fsync is off there. Turn it on");
        }
        TestPostgres.execute(url, "ALTER DATABASE " + name() + " SET synchronous_commit = off");
        assertThatThrownBy(() -> PostgresDatabase.openForServer(settings(url)))
                .hasMessageContaining("synchronous_commit is off");
    }

    @Test
    void aDatabaseThatMayLoseWhatItCommitsIsUsedOnDemand() throws Exception {
        TestPostgres.execute(url, "ALTER DATABASE " + name() + " SET synchronous_commit = off");
        PostgresSettings anyway =
                new PostgresSettings(url, Optional.of(TestPostgres.USER), Optional.empty(), 1, 1, true);
        try (PostgresDatabase database = PostgresDatabase.openForServer(anyway)) {
            assertThat(text(database.readers(), "SHOW synchronous_commit")).isEqualTo("off");
        }
    }

    @Test
    void everyStatementEndsInTime() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.openForTool(settings(url))) {
            assertThat(text(database.writers(), "SHOW statement_timeout")).isEqualTo("10s");
            assertThat(text(database.writers(), "SHOW lock_timeout")).isEqualTo("500ms");
            assertThat(text(database.heartbeat(), "SHOW statement_timeout")).isEqualTo("4s");
            assertThat(text(database.writers(), "SHOW application_name")).isEqualTo("functiongraph-async writer");
        }
    }

    @Test
    void theUrlHasTheLastWord() throws Exception {
        String own = url + "?ApplicationName=mine&options=-c%20statement_timeout=3s";
        try (PostgresDatabase database = PostgresDatabase.openForTool(settings(own))) {
            assertThat(text(database.writers(), "SHOW statement_timeout")).isEqualTo("3s");
            assertThat(text(database.writers(), "SHOW lock_timeout")).isEqualTo("500ms");
            assertThat(text(database.writers(), "SHOW application_name")).isEqualTo("mine");
        }
    }

    @Test
    void whenAllWriteAndReadTheHeartbeatGoesOn() throws Exception {
        PostgresSettings small =
                new PostgresSettings(url, Optional.of(TestPostgres.USER), Optional.empty(), 1, 1, false);
        try (PostgresDatabase database = PostgresDatabase.openForTool(small);
                Connection writing = database.writers().getConnection();
                Connection reading = database.readers().getConnection()) {
            assertThat(text(database.heartbeat(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aConnectionToWhatBecameAStandbyIsReplaced() throws Exception {
        PostgresSettings small =
                new PostgresSettings(url, Optional.of(TestPostgres.USER), Optional.empty(), 1, 1, false);
        try (PostgresDatabase database = PostgresDatabase.openForTool(small)) {
            String first = text(database.writers(), "SELECT pg_backend_pid()");
            assertThat(text(database.writers(), "SELECT pg_backend_pid()")).isEqualTo(first);
            TestPostgres.execute(url, "CREATE TABLE t (id int)");
            assertThatThrownBy(() -> {
                        try (Connection connection = database.writers().getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute("BEGIN READ ONLY");
                            statement.execute("INSERT INTO t VALUES (1)");
                        }
                    })
                    .matches(e -> PostgresFailure.of(e) == PostgresFailure.READ_ONLY);
            assertThat(text(database.writers(), "SELECT pg_backend_pid()")).isNotEqualTo(first);
        }
    }

    @Test
    void thePasswordIsUsedAndAWrongOneIsToldInWords() throws Exception {
        TestPostgres.execute(
                TestPostgres.shared().ownUrl(),
                "CREATE ROLE careful LOGIN PASSWORD 'right'",
                """
                DO $$ BEGIN EXECUTE format(
                    $q$COPY (VALUES ('host all careful all scram-sha-256'), ('host all all all trust')) TO %L$q$,
                    current_setting('hba_file')); END $$""",
                "SELECT pg_reload_conf()");
        Optional<String> careful = Optional.of("careful");
        try (PostgresDatabase database =
                PostgresDatabase.openForTool(PostgresSettings.of(url, careful, Optional.of("right"), false))) {
            assertThat(text(database.readers(), "SELECT current_user")).isEqualTo("careful");
        }
        for (Optional<String> wrong : List.of(Optional.of("wrong"), Optional.<String>empty())) {
            assertThatThrownBy(() -> PostgresDatabase.openForServer(PostgresSettings.of(url, careful, wrong, false)))
                    .hasMessage("the database at " + url
                            + " cannot be used: it refuses the login: user or password are wrong or missing");
        }
    }

    @Test
    void whatIsNotAUrlOfADatabaseIsNamed() {
        assertThatThrownBy(() -> PostgresDatabase.openForServer(settings("jdbc:oracle://host/db?password=x")))
                .isInstanceOf(IOException.class)
                .hasMessage("jdbc:oracle://host/db is not the URL of a PostgreSQL database,"
                        + " such as jdbc:postgresql://host1,host2/functiongraph");
    }

    private DataSource source() throws IOException {
        return new ConnectionSettings(settings(url)).unlimited("test");
    }

    private String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static PostgresSettings settings(String url) {
        return PostgresSettings.of(url, Optional.of(TestPostgres.USER), Optional.of(""), false);
    }

    private static String text(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
