package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.units.Units;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The row in which a server leaves its clocks for its next start, and its limits for the tools beside it.
 *
 * @param steady the steady time and
 * @param wall the wall clock, both when the row was last written
 * @param minFreeBytes with less free space than that on the disk, nothing is queued
 */
record ServerRow(Instant steady, Instant wall, Backlog backlog, long minFreeBytes) {
    private static final Logger log = LoggerFactory.getLogger(ServerRow.class);
    private static final String READ =
            "SELECT steady, wall, max_backlog, max_function_backlog, min_free_disk FROM server";
    private static final String WRITE = "INSERT OR REPLACE INTO server VALUES (1, ?, ?, ?, ?, ?)";
    private static final Duration WORTH_TELLING = Duration.ofMinutes(1);

    static Optional<ServerRow> read(Session on) throws SQLException {
        return on.first(
                row -> new ServerRow(
                        Instant.ofEpochMilli(row.getLong("steady")),
                        Instant.ofEpochMilli(row.getLong("wall")),
                        new Backlog(row.getLong("max_function_backlog"), row.getLong("max_backlog")),
                        row.getLong("min_free_disk")),
                READ);
    }

    static void write(Session on, SteadyClock clock, Backlog backlog, long minFreeBytes) throws SQLException {
        on.update(
                WRITE,
                clock.instant().toEpochMilli(),
                clock.wallTime().toEpochMilli(),
                backlog.inAll(),
                backlog.perFunction(),
                minFreeBytes);
    }

    /** The steady time that a tool may write: as far from the wall clock as the server has it. */
    Instant steadyAt(Instant wallTime) {
        return wallTime.minus(Duration.between(steady, wall));
    }

    /**
     * The steady clock of the last server, gone on with: it passed as much as the wall clock has, and never less than
     * 0.
     */
    static SteadyClock clock(Optional<ServerRow> last, Clock wall, LongSupplier nanos) {
        Instant now = wall.instant();
        if (last.isEmpty()) {
            return new SteadyClock(wall, nanos, now);
        }
        ServerRow row = last.get();
        if (now.isBefore(row.wall)) {
            log.warn(
                    "The system clock is {} behind what it was when the last server ran here;"
                            + " nothing waits longer for that",
                    Units.text(Duration.between(now, row.wall)));
            return new SteadyClock(wall, nanos, row.steady);
        }
        Duration passed = Duration.between(row.wall, now);
        if (passed.compareTo(WORTH_TELLING) > 0) {
            // Time without a server cannot be told from a clock that is ahead.
            log.info("The last server wrote here {} ago, by the system's clock", Units.text(passed));
        }
        return new SteadyClock(wall, nanos, row.steadyAt(now));
    }
}
