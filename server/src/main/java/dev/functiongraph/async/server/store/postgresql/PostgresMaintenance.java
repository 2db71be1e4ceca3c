package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The maintenance of the queue, by any node and by several at once. What one does for all, each does once in as many
 * seconds as there are nodes. Thread-safe.
 */
final class PostgresMaintenance implements InvocationMaintenance {
    private static final int BATCH = 1_000;
    private static final int TALLY_ROWS = 200;

    /** A function at a time, because what runs is found by its function. */
    private static final String REQUEUE_EXPIRED_LEASES =
            """
            WITH overdue AS MATERIALIZED (
                SELECT own.* FROM function CROSS JOIN LATERAL (
                    SELECT function AS of_function, seq AS number FROM invocation
                    WHERE function = function.id AND status = 'RUNNING' AND due_at <= ?
                    LIMIT ? FOR UPDATE SKIP LOCKED) AS own)
            UPDATE invocation SET status = 'WAIT', node = NULL, due_at = ?, attempts = %s
            FROM overdue WHERE function = of_function AND seq = number
            RETURNING function""".formatted(AttemptHistory.with("'LOST'", "'its lease ended'::text", "?::bigint"));

    private static final String EXPIRED = "SELECT urn, error_message, " + PostgresRows.ATTEMPT + """
             FROM invocation JOIN function ON function.id = function
            WHERE status = 'WAIT' AND expires_at <= ? ORDER BY expires_at LIMIT ?""";

    private static final String DISCARD_ALL = """
            WITH waits AS MATERIALIZED (
                SELECT seq AS number FROM invocation WHERE function = ? AND status = 'WAIT'
                LIMIT ? FOR UPDATE SKIP LOCKED),
            gone AS (
                DELETE FROM invocation USING waits WHERE function = ? AND seq = number
                RETURNING invocation.*)
            INSERT INTO record (%s)
            SELECT function, seq, request_id, 'DISCARD', attempt, started_at, ?, max_age, ?, ?, redrive_of, attempts,
                event, NULL FROM gone""".formatted(PostgresRows.RECORD);

    private static final String SERVED = "SELECT 1 FROM node WHERE ? = ANY (functions) LIMIT 1";

    private final Connections connections;
    private final FunctionIds functions;
    private final Shares shares;
    private final BacklogCounts backlog;
    private final SteadyClock clock;
    private final StoreThreads threads;
    private final RecordPartitions partitions;
    private final Nodes nodes;
    private int calls;
    private volatile boolean isItsTurn = true;

    PostgresMaintenance(
            Connections connections,
            FunctionIds functions,
            Shares shares,
            BacklogCounts backlog,
            SteadyClock clock,
            StoreThreads threads,
            RecordPartitions partitions,
            Nodes nodes) {
        this.connections = connections;
        this.functions = functions;
        this.shares = shares;
        this.backlog = backlog;
        this.clock = clock;
        this.threads = threads;
        this.partitions = partitions;
        this.nodes = nodes;
    }

    @Override
    public CompletableFuture<Integer> requeueExpiredLeases(Instant now) {
        if (!isItsTurn) {
            return CompletableFuture.completedFuture(0);
        }
        long wallTime = clock.wallTime().toEpochMilli();
        return threads.write((on, tally) -> {
            List<Integer> requeued = on.query(
                    row -> row.getInt(1),
                    REQUEUE_EXPIRED_LEASES,
                    now.toEpochMilli(),
                    BATCH,
                    now.toEpochMilli(),
                    wallTime);
            requeued.forEach(function -> tally.moved(function, InvocationStatus.RUNNING, InvocationStatus.WAIT, 1));
            return requeued.size();
        });
    }

    @Override
    public CompletableFuture<List<Expired>> expired(Instant now, int limit) {
        if (!isItsTurn) {
            return CompletableFuture.completedFuture(List.of());
        }
        return threads.write((on, tally) -> on.query(
                row -> new Expired(
                        PostgresRows.attempt(row, FunctionUrn.parse(row.getString("urn"))),
                        row.getString("error_message")),
                EXPIRED,
                now.toEpochMilli(),
                limit));
    }

    @Override
    public CompletableFuture<Integer> discardAll(
            FunctionUrn function, Settlement.Discarded reason, Instant now, int limit) {
        long wallTime = clock.wallTime().toEpochMilli();
        return threads.write((on, tally) -> {
            if (on.first(row -> true, SERVED, function.toString()).isPresent()) {
                return 0;
            }
            functions.learn(List.of(function));
            return discardAll(on, tally, functions.of(function), reason, wallTime, limit);
        });
    }

    static int discardAll(
            Session on, TallyChanges tally, int function, Settlement.Discarded reason, long wallTime, int limit)
            throws SQLException {
        int discarded = on.update(
                DISCARD_ALL,
                function,
                limit,
                function,
                wallTime,
                reason.code().number(),
                StorableText.of(reason.message()));
        tally.moved(function, InvocationStatus.WAIT, InvocationStatus.DISCARD, discarded);
        return discarded;
    }

    @Override
    public void onCutOff(Runnable stop) {
        nodes.onCutOff(stop);
    }

    @Override
    public boolean isCutOff() {
        return nodes.isCutOff();
    }

    @Override
    public CompletableFuture<Void> serve(Set<FunctionUrn> served) {
        return nodes.serve(served.stream().map(FunctionUrn::toString).toList());
    }

    @Override
    public CompletableFuture<Map<FunctionUrn, Long>> waiting() {
        return CompletableFuture.completedFuture(backlog.waiting(functions));
    }

    @Override
    public CompletableFuture<Void> keepUp() {
        return threads.run(future -> {
                    if (connections.writeAlone(on -> backlog.read(on, functions)) > TALLY_ROWS) {
                        connections.writing(TallyTable::compact);
                    }
                    return shares.adjust();
                })
                .thenAccept(any -> isItsTurn = calls++ % nodes.count() == 0);
    }

    @Override
    public CompletableFuture<Integer> purge(Instant endedBefore, long keep, int limit) {
        if (!isItsTurn) {
            return CompletableFuture.completedFuture(0);
        }
        return threads.write((on, tally) -> partitions.purge(on, tally, endedBefore.toEpochMilli(), keep, limit));
    }

    @Override
    public CompletableFuture<Integer> purgeLogs(long keepBytes, int limit) {
        return threads.write((on, tally) -> partitions.purgeLogs(on, keepBytes, limit));
    }
}
