package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.postgresql.PostgresSettings;
import dev.functiongraph.async.server.store.postgresql.PostgresTarget;
import dev.functiongraph.async.server.store.sql.MovedInvocation;
import dev.functiongraph.async.server.store.sqlite.SqliteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The move of a data directory's invocations to a database. */
public final class StoreMigration {
    /** Events and results are large. */
    private static final int BATCH = 100;

    private StoreMigration() {}

    /**
     * @param location both places
     * @param partition as of a server
     * @return how many were moved
     * @throws IOException if either place cannot be used; then nothing has changed
     */
    public static long move(StoreLocation location, Duration partition) throws IOException {
        PostgresSettings to = location.database().orElseThrow();
        try (SqliteSource source = SqliteSource.open(location.dataDir())) {
            requireSound(location.dataDir());
            long moved = copy(source, to, partition);
            source.retire();
            return moved;
        } catch (SQLException e) {
            throw PostgresTarget.unusable(to, e);
        }
    }

    /** The file that the moved database becomes. */
    public static Path retired(StoreLocation location) {
        return SqliteSource.retired(location.dataDir());
    }

    private static void requireSound(Path dataDir) throws IOException {
        try (OperatorStore source = Stores.openForOperator(dataDir)) {
            List<String> problems = source.problems();
            if (!problems.isEmpty()) {
                throw new IOException("the database in " + dataDir + " is not sound: " + String.join("; ", problems));
            }
        }
    }

    private static long copy(SqliteSource source, PostgresSettings to, Duration partition)
            throws IOException, SQLException {
        try (PostgresTarget target = PostgresTarget.open(to, partition)) {
            if (target.isUsed()) {
                requireMovedBefore(source, target, to);
                return 0;
            }
            long moved = 0;
            for (List<MovedInvocation> batch = source.next(BATCH); !batch.isEmpty(); batch = source.next(BATCH)) {
                target.add(batch);
                moved += batch.size();
            }
            target.add(source.tally());
            Optional<Backlog> limits = source.limits();
            if (limits.isPresent()) {
                target.add(limits.get());
            }
            target.commit();
            return moved;
        }
    }

    /** By a run that was ended before it could retire the source. */
    private static void requireMovedBefore(SqliteSource source, PostgresTarget target, PostgresSettings to)
            throws IOException, SQLException {
        Optional<UUID> newest = source.newest();
        if (newest.isEmpty() || !target.has(newest.get())) {
            throw new IOException(
                    "the database at " + to.place() + " has accepted invocations already; use an empty one");
        }
    }
}
