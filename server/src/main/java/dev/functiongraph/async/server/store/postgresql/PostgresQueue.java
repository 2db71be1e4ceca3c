package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.postgresql.Shares.Running;
import dev.functiongraph.async.server.store.sql.Moment;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The queue in a PostgreSQL database, for one of the nodes that share it. Thread-safe. */
final class PostgresQueue implements InvocationQueue, AutoCloseable {
    /** FunctionGraph's own words for its code 4208. */
    static final String CANCELED = "function invocation canceled";

    private static final String RENEW_LEASE = """
            UPDATE invocation SET due_at = ?
            FROM unnest(?::uuid[], ?::integer[]) AS given (id, number)
            WHERE request_id = id AND attempt = number AND status = 'RUNNING'""";

    private static final String VALID = """
            SELECT id FROM unnest(?::uuid[], ?::integer[]) AS given (id, number)
            WHERE EXISTS (
                SELECT FROM invocation WHERE request_id = id AND attempt = number AND status = 'RUNNING')""";

    private static final String REQUEUE_UNCLAIMED = """
            UPDATE invocation SET status = 'WAIT', node = NULL, due_at = ?
            WHERE (function, seq) IN (
                SELECT own.function, own.seq FROM function CROSS JOIN LATERAL (
                    SELECT invocation.function, seq FROM invocation
                    WHERE invocation.function = function.id AND status = 'RUNNING' AND node = ? AND started_at < ?
                        AND request_id <> ALL (?::uuid[])) AS own)
            RETURNING function, request_id, attempt""";

    private static final String HISTORY = AttemptHistory.with("'FAIL'", "?::text", "?::bigint");

    private static final String CANCEL = """
            WITH gone AS (
                DELETE FROM invocation USING function
                WHERE request_id = ? AND function = function.id AND urn = ?
                RETURNING invocation.*, CASE status WHEN 'RUNNING' THEN 'FAIL' ELSE 'DISCARD' END AS outcome, %s
                    AS history),
            recorded AS (
                INSERT INTO record (%s)
                SELECT function, seq, request_id, outcome, attempt, started_at, ?::bigint, max_age, ?::integer, ?::text,
                    redrive_of, history, event, NULL FROM gone)
            SELECT function, outcome, status, node FROM gone""".formatted(HISTORY, PostgresRows.RECORD);

    private static final String ENDED = """
            SELECT status FROM record JOIN function ON function.id = record.function
            WHERE request_id = ? AND urn = ?""";

    private static final byte[] NO_LOG = {};
    private static final Duration TIDY_INTERVAL = Duration.ofSeconds(10);
    private static final Duration CLAIM_LIMIT = Duration.ofSeconds(30);

    private final SteadyClock clock;
    private final Supplier<Node> node;
    private final FunctionIds functions;
    private final Shares shares;
    private final StoreThreads threads;
    private final DatabaseIncidents incidents;
    private final Batches<Batches.Write<?>> batches;
    private volatile Instant tidiedAt;

    PostgresQueue(
            CountedWrites writes,
            FunctionIds functions,
            Shares shares,
            BacklogCounts backlog,
            Supplier<Node> node,
            SteadyClock clock,
            StoreThreads threads,
            DatabaseIncidents incidents) {
        this.clock = clock;
        this.tidiedAt = clock.instant();
        this.node = node;
        this.functions = functions;
        this.shares = shares;
        this.threads = threads;
        this.incidents = incidents;
        ClaimPart claims = new ClaimPart(clock);
        EndPart ends = new EndPart(functions, backlog, claims, clock);
        AcceptPart accepts = new AcceptPart(functions, shares, backlog, claims, clock);
        batches = new Batches<>(
                "store-writer",
                writes,
                new QueueTransaction(functions, node, shares, ends, claims, accepts),
                incidents);
    }

    @Override
    public SteadyClock clock() {
        return clock;
    }

    /** Invariants 1 and 8: the future completes after the commit, and only if there was room in the backlog. */
    @Override
    public CompletableFuture<Enqueued> enqueue(Invocation invocation, Supplier<Optional<Lease>> lease) {
        Optional<StoreException> away = incidents.lasting();
        if (away.isPresent()) {
            return CompletableFuture.failedFuture(away.get());
        }
        AcceptWrite.Enqueue write = new AcceptWrite.Enqueue(invocation, lease);
        batches.submit(write);
        return write.future;
    }

    @Override
    public CompletableFuture<Claim> claim(FunctionUrn function, ClaimLimit limit, Instant now, Lease lease) {
        AcceptWrite.Take write = new AcceptWrite.Take(function, limit, now, lease);
        batches.submit(write);
        return write.future;
    }

    @Override
    public CompletableFuture<Void> renew(Collection<Attempt> attempts, Instant leaseUntil) {
        return threads.write((on, tally) -> on.update(
                        RENEW_LEASE,
                        leaseUntil.toEpochMilli(),
                        on.array(
                                "uuid",
                                attempts.stream()
                                        .map(one -> one.invocation().requestId())
                                        .toList()),
                        on.array("int4", attempts.stream().map(Attempt::number).toList())))
                .thenRun(() -> {});
    }

    @Override
    public CompletableFuture<List<Attempt>> outdated(Collection<Attempt> running) {
        boolean tidies = tidiedAt.plus(TIDY_INTERVAL).isBefore(clock.instant());
        if (running.isEmpty() && !tidies) {
            return CompletableFuture.completedFuture(List.of());
        }
        return threads.write((on, tally) -> {
            Array ids = on.array(
                    "uuid",
                    running.stream().map(one -> one.invocation().requestId()).toList());
            if (tidies) {
                tidiedAt = clock.instant();
                requeueUnclaimed(on, tally, ids);
            }
            Array numbers =
                    on.array("int4", running.stream().map(Attempt::number).toList());
            Set<UUID> valid = new HashSet<>(on.query(row -> row.getObject(1, UUID.class), VALID, ids, numbers));
            return running.stream()
                    .filter(one -> !valid.contains(one.invocation().requestId()))
                    .toList();
        });
    }

    /** What was claimed with a write of which nobody could know whether it took effect. */
    private void requeueUnclaimed(Session on, TallyChanges tally, Array running) throws SQLException {
        long now = clock.instant().toEpochMilli();
        List<Integer> requeued = on.query(
                row -> {
                    shares.ended(row.getInt(1), new Running(row.getObject(2, UUID.class), row.getInt(3)));
                    return row.getInt(1);
                },
                REQUEUE_UNCLAIMED,
                now,
                node.get().id(),
                clock.wallTime().minus(CLAIM_LIMIT).toEpochMilli(),
                running);
        requeued.forEach(function -> tally.moved(function, InvocationStatus.RUNNING, InvocationStatus.WAIT, 1));
    }

    @Override
    public CompletableFuture<Settled> settle(
            Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now, byte[] log) {
        Invocation invocation = attempt.invocation();
        Running ended = new Running(invocation.requestId(), attempt.number());
        functions.find(invocation.function()).ifPresent(function -> shares.ended(function, ended));
        return end(InvocationStatus.RUNNING, attempt, settlement, next, now, log);
    }

    @Override
    public CompletableFuture<Settled> discard(
            Attempt waiting, Settlement.Discarded reason, Optional<Invocation> next, Instant now) {
        return end(InvocationStatus.WAIT, waiting, reason, next, now, NO_LOG);
    }

    private CompletableFuture<Settled> end(
            InvocationStatus from,
            Attempt attempt,
            Settlement settlement,
            Optional<Invocation> next,
            Instant now,
            byte[] log) {
        Moment at = Moment.of(clock, now);
        EndWrite write = new EndWrite(from, attempt, settlement, next, at, log);
        batches.submit(write);
        return write.future;
    }

    @Override
    public CompletableFuture<Optional<Canceled>> cancel(UUID requestId, FunctionUrn function, Instant now) {
        long wallTime = clock.wallTime().toEpochMilli();
        return threads.write((on, tally) -> cancel(on, tally, requestId, function, wallTime));
    }

    private Optional<Canceled> cancel(
            Session on, TallyChanges tally, UUID requestId, FunctionUrn function, long wallTime) throws SQLException {
        Optional<Canceled> ended = on.first(
                row -> {
                    InvocationStatus from = InvocationStatus.valueOf(row.getString("status"));
                    InvocationStatus to = InvocationStatus.valueOf(row.getString("outcome"));
                    tally.moved(row.getInt("function"), from, to, 1);
                    return new Canceled(
                            to,
                            from == InvocationStatus.RUNNING
                                    && row.getInt("node") == node.get().id());
                },
                CANCEL,
                requestId,
                function.toString(),
                wallTime,
                CANCELED,
                wallTime,
                ErrorCode.CANCELED.number(),
                CANCELED);
        if (ended.isEmpty()) {
            return on.first(
                    row -> new Canceled(InvocationStatus.valueOf(row.getString(1)), false),
                    ENDED,
                    requestId,
                    function.toString());
        }
        return ended;
    }

    @Override
    public void close() {
        batches.close();
    }
}
