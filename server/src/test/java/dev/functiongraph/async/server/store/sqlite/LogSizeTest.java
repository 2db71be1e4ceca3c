package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.store.sql.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long read of the database while much is written. */
class LogSizeTest {
    private static final long LARGE = 256 * 1024;

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path dir;

    @Test
    void aLogThatALongReaderLetsGrowIsToldOfOnceAndEmptiedWhenTheReaderIsGone() throws Exception {
        DataDirectory directory = new DataDirectory(dir);
        try (SqliteDatabase database = SqliteDatabase.openForServer(dir);
                Session writer = database.connectForWriting(UnaryOperator.identity());
                LogLines log = new LogLines()) {
            LogSize size = new LogSize(directory, 5_000, LARGE, nanos::get);
            writer.update("CREATE TABLE filler (bytes BLOB)");
            try (Session reader = database.connectForReading()) {
                reader.begin();
                reader.first(row -> row.getLong(1), "SELECT count(*) FROM filler");
                for (int i = 0; i < 100; i++) {
                    write(writer, size, directory);
                }
            }
            assertThat(Files.size(directory.writeAheadLog())).isGreaterThan(LARGE);
            assertThat(log.with("WARN")).hasSize(1).first().asString().contains("invocations.db-wal", "MiB", "reads");
            assertThat(log.with("INFO")).isEmpty();

            write(writer, size, directory);
            assertThat(Files.size(directory.writeAheadLog())).isZero();
            assertThat(log.with("INFO")).hasSize(1).first().asString().contains("is empty again");
            assertThat(log.with("WARN")).hasSize(1);
        }
    }

    private void write(Session writer, LogSize size, DataDirectory directory) throws Exception {
        writer.update("INSERT INTO filler VALUES (zeroblob(10000))");
        nanos.addAndGet(2_000_000_000L);
        long bytes = Files.size(directory.writeAheadLog());
        if (size.isDue(bytes)) {
            size.shorten(writer, bytes);
        }
    }
}
