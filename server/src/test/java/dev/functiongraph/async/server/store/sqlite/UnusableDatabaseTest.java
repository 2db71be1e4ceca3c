package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.functiongraph.async.server.invocation.DamagedStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files in the database's place that cannot be used: server and commands report them in one sentence and leave them as
 * they are.
 */
class UnusableDatabaseTest {
    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void aServerHasMadeADatabase() throws IOException {
        TestStores.open(dir).close();
        file = dir.resolve("invocations.db");
    }

    @Test
    void anotherFile() throws Exception {
        Files.writeString(file, "notes of somebody ".repeat(1_000));
        isRefused(true, "is not a SQLite database, or its beginning was overwritten");
    }

    @Test
    void aBeginningThatWasOverwritten() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 0, 100, (byte) 'x');
        Files.write(file, bytes);
        isRefused(true, "is not a SQLite database, or its beginning was overwritten");
    }

    @ParameterizedTest
    @CsvSource({"50, only 50 bytes are left", "8192, it is truncated: it has 8192 bytes", "8269, it is truncated"})
    void aTruncatedFile(int length, String message) throws Exception {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
        isRefused(true, message);
    }

    @Test
    void anEmptyFile() throws Exception {
        Files.write(file, new byte[0]);
        isRefused(true, "is empty (0 bytes)");
    }

    @Test
    void aDirectory() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);
        isRefused(false, "is a directory, not a database");
    }

    @Test
    void aFirstPageOfGarbage() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, 4_000, (byte) 0xee);
        Files.write(file, bytes);
        isRefused(true, "is damaged");
    }

    @Test
    void aDatabaseOfAnotherProgram() throws Exception {
        Files.delete(file);
        sql("CREATE TABLE theirs (x)");
        isRefused(false, "is a database of another program");
    }

    @Test
    void aDatabaseOfANewerVersion() throws Exception {
        step(99, true);
        isRefused(false, "is of a newer version of this program");
    }

    @Test
    void aMigrationThatFailedHalfWay() throws Exception {
        step(99, false);
        isRefused(true, "is not whole");
    }

    @ParameterizedTest
    @CsvSource({
        "DROP TABLE flyway_schema_history, the record of its migrations is missing",
        "ALTER TABLE flyway_schema_history DROP COLUMN version, does not say of which version it is",
        "UPDATE flyway_schema_history SET checksum = 5, is not whole",
        "DELETE FROM flyway_schema_history, is not whole",
        "DROP TABLE tally, is not whole",
        "UPDATE flyway_schema_history SET checksum = 5 WHERE version = 1;"
                + " DELETE FROM flyway_schema_history WHERE version > 1, is not whole"
    })
    void aSchemaThatSomebodyChanged(String change, String message) throws Exception {
        sql(change);
        isRefused(null, message);
    }

    @Test
    void theToolsLeaveADatabaseWithoutTablesToTheServer() throws Exception {
        Files.delete(file);
        sql("CREATE TABLE t (x); DROP TABLE t");
        assertThat(catchThrowable(() -> SqliteOperatorStore.open(dir)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of an older version; start the server on it once");
        TestStores.open(dir).close();
        SqliteOperatorStore.open(dir).close();
    }

    @Test
    void theToolsLeaveADatabaseOfAnOlderVersionToTheServer() throws Exception {
        Files.delete(file);
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:db/sqlite")
                .target("1")
                .load()
                .migrate();
        Map<String, String> before = contents();
        assertThat(catchThrowable(() -> SqliteOperatorStore.open(dir)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of an older version; start the server on it once");
        assertThat(contents()).isEqualTo(before);
        TestStores.open(dir).close();
        SqliteOperatorStore.open(dir).close();
    }

    @Test
    void aLogWhoseDatabaseIsGoneIsNotThrownAway() throws Exception {
        Files.delete(file);
        Files.write(dir.resolve("invocations.db-wal"), new byte[5_000]);
        Throwable refusal = catchThrowable(() -> TestStores.open(dir));
        assertThat(refusal).isInstanceOf(IOException.class).hasMessageContaining("is missing, but its log");
        assertThat(Files.size(dir.resolve("invocations.db-wal"))).isEqualTo(5_000);
        assertThat(file).doesNotExist();
    }

    @Test
    void aDirectoryThatIsNotThere() {
        assertThat(catchThrowable(() -> SqliteOperatorStore.open(dir.resolve("absent"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no database in " + dir.resolve("absent"));
        assertThat(dir.resolve("absent")).doesNotExist();
    }

    /** @param damaged null: either way */
    private void isRefused(Boolean damaged, String message) throws IOException {
        Map<String, String> before = contents();
        for (Opening opening : new Opening[] {
            () -> TestStores.open(dir).close(),
            () -> SqliteOperatorStore.open(dir).close()
        }) {
            Throwable refusal = catchThrowable(opening::open);
            assertThat(refusal).isInstanceOf(IOException.class).hasMessageContaining(message);
            assertThat(refusal).hasMessageContaining(file.toString());
            assertThat(refusal.getMessage()).doesNotContain("[SQLITE", "Flyway", "Exception");
            if (damaged != null) {
                assertThat(refusal instanceof DamagedStoreException).isEqualTo(damaged);
            }
            assertThat(contents()).isEqualTo(before);
        }
    }

    @FunctionalInterface
    private interface Opening {
        void open() throws IOException;
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                contents.put(dir.relativize(each).toString(), Arrays.toString(Files.readAllBytes(each)));
            }
        }
        return contents;
    }

    private void step(int version, boolean success) throws SQLException {
        sql("INSERT INTO flyway_schema_history VALUES (" + version + ", '" + version + "', 'later', 'SQL', 'V" + version
                + "__later.sql', 1, 'someone', '2030-01-01 00:00:00', 1, " + (success ? 1 : 0) + ")");
    }

    private void sql(String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String statement : statements.split(";")) {
                connection.createStatement().execute(statement);
            }
        }
    }
}
