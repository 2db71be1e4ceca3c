package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Database files that are moved or replaced in the middle of a write, as on a busy server. */
class OpenFilesTest {
    @TempDir
    Path dir;

    private SqliteDatabase database;
    private Session session;
    private WriteGuard guard;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX files");
        database = SqliteDatabase.openForServer(dir);
        session = database.connectForWriting(UnaryOperator.identity());
        guard = database.guard(session);
        write("CREATE TABLE filler (bytes BLOB)");
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": > invocations.db",
                "cp invocations.db x; printf other | dd of=x bs=1 seek=24 conv=notrunc; cp x invocations.db",
                "mv invocations.db x",
                "rm invocations.db-wal"
            })
    void whatIsDoneToTheFilesWhileAWriteIsUnderWayIsSeen(String misfortune) throws Exception {
        guard.before();
        session.update("INSERT INTO filler VALUES (1)");
        sh(misfortune);
        assertThatThrownBy(guard::after).isInstanceOf(StoreException.class);
        assertThatThrownBy(guard::before).isInstanceOf(StoreException.class);
    }

    @Test
    void aCheckpointIsNoHarm() throws Exception {
        for (int i = 0; i < 50; i++) {
            write("INSERT INTO filler VALUES (zeroblob(1000000))");
        }
    }

    private void write(String sql) throws Exception {
        guard.before();
        session.update(sql);
        guard.after();
    }

    private void sh(String command) throws Exception {
        Process shell = new ProcessBuilder(List.of("sh", "-ec", command))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
    }
}
