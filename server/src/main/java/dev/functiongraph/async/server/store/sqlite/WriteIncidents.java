package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log lines on a database that cannot be written: one when that begins, one when it is over, however many writes
 * fail in between. Used by the writer alone.
 */
final class WriteIncidents {
    private static final Logger log = LoggerFactory.getLogger(WriteIncidents.class);
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final Path database;
    private boolean failing;
    private boolean told;
    private String last = "";
    private long toldAt;

    WriteIncidents(Path database) {
        this.database = database;
    }

    void failed(Throwable cause) {
        String why = reason(cause);
        if (why.isEmpty()) {
            log.error("A write to {} failed", database, cause);
            return;
        }
        if (failing) {
            return;
        }
        failing = true;
        // One that comes and goes all the time is not told each time.
        told = !why.equals(last) || System.nanoTime() - toldAt > QUIET_NANOS;
        if (told) {
            log.error(
                    "Nothing can be written to the database, so that nothing is accepted and no outcome recorded until"
                            + " it can: {}",
                    why);
            last = why;
            toldAt = System.nanoTime();
        }
    }

    void worked() {
        if (failing && told) {
            log.info("{} can be written again", database);
        }
        failing = false;
    }

    private String reason(Throwable cause) {
        if (cause instanceof StoreException) {
            return String.valueOf(cause.getMessage());
        }
        SqliteFailure failure = cause instanceof SQLException ? SqliteFailure.of(cause) : SqliteFailure.OTHER;
        return failure == SqliteFailure.OTHER ? "" : database + ": " + failure.words();
    }
}
