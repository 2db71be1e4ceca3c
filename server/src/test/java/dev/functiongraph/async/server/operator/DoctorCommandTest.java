package dev.functiongraph.async.server.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.sqlite.TestStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
    private StringWriter out = new StringWriter();

    @TempDir
    Path dir;

    @BeforeEach
    void aServerHasRun() throws IOException {
        TestStores.open(dir).close();
    }

    @Test
    void aSoundDatabaseIsZero() throws Exception {
        assertThat(doctor()).isZero();
        assertThat(said()).contains("accepted    0", "The store is sound.");
    }

    @Test
    void damageIsOneInPlainWordsWhereverItIs() throws Exception {
        fill();
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20_000, (byte) 0xee);
        Files.write(file(), bytes);
        assertThat(doctor()).isOne();
        assertThat(said()).contains("PROBLEM", "damaged").doesNotContain("SQLITE", "btree", "Tree ");

        Files.write(file(), new byte[0]);
        assertThat(doctor()).isOne();
        assertThat(said()).contains("is empty (0 bytes)", "1 problems.");
    }

    @Test
    void whatWasMiscountedIsOne() throws Exception {
        fill();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            database.createStatement().execute("UPDATE tally SET n = n + 1 WHERE what = 'ACCEPTED'");
        }
        assertThat(doctor()).isOne();
        assertThat(said()).contains("accepted    201", "the drift is 1");
    }

    @Test
    void whatCannotBeCheckedIsNoVerdict() throws Exception {
        Files.delete(file());
        assertThatThrownBy(this::doctor).isInstanceOf(IOException.class).hasMessageContaining("there is no database");
    }

    @Test
    void itsHelpSaysWhatItsStatusMeans() {
        assertThat(new CommandLine(new DoctorCommand()).getUsageMessage())
                .contains("Exit status:", "sound", "damaged", "not checked");
    }

    private void fill() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            database.setAutoCommit(false);
            database.createStatement().execute("INSERT INTO function VALUES (1, 'fn')");
            for (int i = 0; i < 200; i++) {
                database.createStatement()
                        .execute("INSERT INTO invocation (request_id, function, event, status, accepted_at, expires_at,"
                                + " max_age, due_at) VALUES (CAST('" + i
                                + "' AS BLOB), 1, zeroblob(2000), 'WAIT', 1, 2,"
                                + " 1, 1)");
            }
            database.createStatement().execute("INSERT INTO tally VALUES (1, 'ACCEPTED', 200), (1, 'WAIT', 200)");
            database.commit();
        }
    }

    private Path file() {
        return dir.resolve("invocations.db");
    }

    private int doctor() throws IOException {
        out = new StringWriter();
        return new DoctorCommand().run(StoreLocation.in(dir), new PrintWriter(out));
    }

    private String said() {
        return out.toString();
    }
}
