package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.store.sql.Session;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limit of the size of the log beside the database. It can only begin anew when nobody reads what is in it: whoever
 * reads on and on lets it grow. Used by the writer alone.
 */
final class LogSize {
    private static final Logger log = LoggerFactory.getLogger(LogSize.class);
    private static final String TRUNCATE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)";
    private static final String SET_BUSY_TIMEOUT = "PRAGMA busy_timeout = ";
    private static final long LARGE_BYTES = 64L << 20;
    private static final long INTERVAL_NANOS = 1_000_000_000L;
    /** Fewer in a row are short readers that follow on each other. */
    private static final int BLOCKED_BEFORE_TOLD = 5;

    private final Path file;
    private final DatabaseReaders readers;
    private final int busyTimeoutMillis;
    private final long largeBytes;
    private final LongSupplier nanos;
    private long triedAt;
    private int blocked;
    private long largest;

    LogSize(DataDirectory directory, int busyTimeoutMillis) {
        this(directory, busyTimeoutMillis, LARGE_BYTES, System::nanoTime);
    }

    LogSize(DataDirectory directory, int busyTimeoutMillis, long largeBytes, LongSupplier nanos) {
        this.file = directory.writeAheadLog();
        this.readers = new DatabaseReaders(directory.sharedMemory());
        this.busyTimeoutMillis = busyTimeoutMillis;
        this.largeBytes = largeBytes;
        this.nanos = nanos;
        this.triedAt = nanos.getAsLong() - INTERVAL_NANOS;
    }

    boolean isDue(long bytes) {
        return bytes > largeBytes && nanos.getAsLong() - triedAt >= INTERVAL_NANOS;
    }

    void shorten(Session session, long bytes) throws SQLException {
        triedAt = nanos.getAsLong();
        largest = Math.max(largest, bytes);
        if (!truncated(session)) {
            blocked++;
            if (blocked == BLOCKED_BEFORE_TOLD) {
                log.warn(
                        "{} has grown to {} MiB and grows on with each write, because something reads the database all"
                                + " the time: {}",
                        file,
                        bytes >> 20,
                        readers.describe());
            }
            return;
        }
        if (blocked >= BLOCKED_BEFORE_TOLD) {
            log.info("{} is empty again; it had grown to {} MiB", file, largest >> 20);
        }
        blocked = 0;
        largest = 0;
    }

    /** Waits for no reader: every write waits for this. */
    private boolean truncated(Session session) throws SQLException {
        session.first(row -> 0, SET_BUSY_TIMEOUT + 0);
        try {
            return session.first(row -> row.getInt(1) == 0, TRUNCATE_LOG).orElse(false);
        } finally {
            session.first(row -> 0, SET_BUSY_TIMEOUT + busyTimeoutMillis);
        }
    }
}
