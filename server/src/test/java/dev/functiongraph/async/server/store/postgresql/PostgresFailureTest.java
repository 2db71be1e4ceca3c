package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.functiongraph.async.server.invocation.StoreException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresFailureTest {
    private static final String URL = TestPostgres.shared().createDatabase();

    @Test
    void eachErrorOfARealServerHasItsWords() throws Exception {
        TestPostgres.execute(URL, "CREATE TABLE t (id int PRIMARY KEY)", "CREATE ROLE nobody" + name() + " LOGIN");
        DataSource user = source(URL, TestPostgres.USER);
        assertThat(failure(user, "SELECT * FROM absent")).isEqualTo(PostgresFailure.OTHER_SCHEMA);
        assertThat(failure(user, "SET statement_timeout = 10; SELECT pg_sleep(9)"))
                .isEqualTo(PostgresFailure.SLOW);
        assertThat(failure(user, "BEGIN READ ONLY; INSERT INTO t VALUES (1)")).isEqualTo(PostgresFailure.READ_ONLY);
        assertThat(failure(user, "SELECT pg_terminate_backend(pg_backend_pid())"))
                .isEqualTo(PostgresFailure.STARTING);
        assertThat(failure(user, "INSERT INTO t VALUES (1), (1)")).isEqualTo(PostgresFailure.CONFLICT);
        assertThat(failure(source(URL, "nobody" + name()), "SELECT * FROM t")).isEqualTo(PostgresFailure.PERMISSION);
        assertThat(failure(source(URL, "absent"), "SELECT 1")).isEqualTo(PostgresFailure.LOGIN_REFUSED);
        assertThat(failure(source(URL + "absent", TestPostgres.USER), "SELECT 1"))
                .isEqualTo(PostgresFailure.NO_SUCH_DATABASE);
        assertThat(failure(source("jdbc:postgresql://127.0.0.1:1/x", TestPostgres.USER), "SELECT 1"))
                .isEqualTo(PostgresFailure.UNREACHABLE);
    }

    @Test
    void anExhaustedPoolIsNotAnUnreachableDatabase() throws Exception {
        PostgresSettings one = new PostgresSettings(URL, Optional.of(TestPostgres.USER), Optional.empty(), 1, 1, false);
        try (PostgresDatabase database = PostgresDatabase.openForTool(one);
                Connection taken = database.heartbeat().getConnection()) {
            assertThat(PostgresFailure.of(
                            catchThrowable(() -> database.heartbeat().getConnection())))
                    .isEqualTo(PostgresFailure.NO_FREE_CONNECTION);
        }
        String nowhere = "jdbc:postgresql://127.0.0.1:1/x";
        try (PostgresDatabase database =
                PostgresDatabase.openForTool(PostgresSettings.of(nowhere, Optional.of("x"), Optional.of("x"), false))) {
            assertThat(PostgresFailure.of(
                            catchThrowable(() -> database.heartbeat().getConnection())))
                    .isEqualTo(PostgresFailure.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "57P01, true",
        "57014, true",
        "58030, true",
        "XX000, true",
        "08007, true",
        "40003, true",
        "P0001, false",
        "23514, false",
        "40001, false",
        "40P01, false",
        "53100, false",
        "25006, false",
        "53300, false",
        "08001, false"
    })
    void aCommitMayHaveTakenEffectUnlessTheServerSaysOtherwise(String state, boolean mayHave) {
        assertThat(PostgresFailure.of(new SQLException("", state)).mayHaveCommitted())
                .isEqualTo(mayHave);
    }

    @ParameterizedTest
    @CsvSource({"53100, its disk is full", "53300, it takes no more connections", "25006, it may only be read"})
    void theWordsNameWhatIsWrong(String state, String words) {
        SQLException cause = new SQLException("FATAL: sorry", state);
        StoreException failure = PostgresFailure.of(cause).exception(cause);
        assertThat(failure).hasMessageContaining(words).hasMessageNotContaining("sorry");
    }

    @Test
    void aServerThatCannotBeReachedIsNamedInOneSentence() {
        PostgresSettings nowhere = PostgresSettings.of(
                "jdbc:postgresql://127.0.0.1:1/x?sslpassword=hush", Optional.of("u"), Optional.of("p"), false);
        assertThatThrownBy(() -> PostgresDatabase.openForServer(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessage("the database at jdbc:postgresql://127.0.0.1:1/x cannot be used: no server that takes"
                        + " writes can be reached there");
    }

    private String name() {
        return URL.substring(URL.lastIndexOf('/') + 1);
    }

    private static DataSource source(String url, String user) throws IOException {
        return new ConnectionSettings(PostgresSettings.of(url, Optional.of(user), Optional.of(""), false))
                .limited("test", Duration.ofSeconds(10));
    }

    private static PostgresFailure failure(DataSource source, String sql) {
        return PostgresFailure.of(catchThrowable(() -> {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }));
    }
}
