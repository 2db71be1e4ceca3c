package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Settled;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.SettlementRow;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The part of a transaction that ends attempts: what has ended moves to the records, what is to run again waits again,
 * and what follows is stored (invariant 5). Used by one thread.
 */
final class EndPart {
    /** Invariants 2 and 4: only a row in that status, with that very lease, changes. */
    private static final String END = """
            WITH given AS (
                SELECT * FROM unnest(?::uuid[], ?::text[], ?::integer[], ?::text[], ?::bigint[], ?::integer[],
                                     ?::bigint[], ?::integer[], ?::text[], ?::bytea[])
                AS g (id, from_status, from_attempt, to_status, due, failed, now, code, message, output)
                ORDER BY id),
            ended AS (
                DELETE FROM invocation USING given
                WHERE request_id = id AND status = from_status AND attempt = from_attempt AND to_status <> 'WAIT'
                RETURNING invocation.*, given.*, %s AS history),
            recorded AS (
                INSERT INTO record (%s)
                SELECT function, seq, request_id, to_status, attempt, started_at, now, max_age, code, message,
                    redrive_of, history, event, output
                FROM ended),
            requeued AS (
                UPDATE invocation SET status = 'WAIT', node = NULL, due_at = due, failures = failed,
                    error_message = message, attempts = %s
                FROM given
                WHERE request_id = id AND status = from_status AND attempt = from_attempt AND to_status = 'WAIT'
                RETURNING function, id, from_status, to_status, due)
            SELECT function, id, from_status, to_status, due FROM ended
            UNION ALL SELECT function, id, from_status, to_status, due FROM requeued""".formatted(
                    AttemptHistory.with("to_status", "message", "now"),
                    PostgresRows.RECORD,
                    AttemptHistory.with("to_status", "message", "now"));

    private static final String ENDED_BEFORE = """
            SELECT request_id FROM record JOIN unnest(?::uuid[], ?::integer[], ?::text[]) AS given (id, number, outcome)
                ON request_id = id AND attempt = number AND status = outcome""";

    private final FunctionIds functions;
    private final BacklogCounts backlog;
    private final ClaimPart claims;
    private final SteadyClock clock;

    EndPart(FunctionIds functions, BacklogCounts backlog, ClaimPart claims, SteadyClock clock) {
        this.functions = functions;
        this.backlog = backlog;
        this.claims = claims;
        this.clock = clock;
    }

    /** The functions that new invocations, and logs, are of. */
    static Stream<FunctionUrn> functions(List<EndWrite> batch) {
        return batch.stream()
                .flatMap(write -> Stream.concat(
                        write.next.stream(),
                        Stream.of(write.attempt.invocation()).filter(any -> write.log.length > 0)))
                .map(Invocation::function);
    }

    /** @param rows of what is to be stored with the end of the transaction */
    void make(Session on, TallyChanges tally, List<EndWrite> batch, InvocationRows rows) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        Set<UUID> ended = end(on, batch, tally);
        LogRows.insert(on, batch, functions);
        Set<UUID> before = endedBefore(on, batch, ended);
        for (EndWrite write : batch) {
            if (ended.contains(write.id())) {
                write.result(new Settled(true, follow(write, rows, tally)));
            } else {
                // Also where an earlier try, which was taken back, has said something else.
                write.result(before.contains(write.id()) ? new Settled(true, Optional.empty()) : Settled.OUTDATED);
            }
        }
    }

    private Set<UUID> end(Session on, List<EndWrite> batch, TallyChanges tally) throws SQLException {
        List<EndWrite> ordered =
                batch.stream().sorted(Comparator.comparing(EndWrite::id)).toList();
        List<SettlementRow> rows = ordered.stream()
                .map(write -> SettlementRow.of(write.settlement, write.attempt, write.at))
                .toList();
        Map<UUID, Integer> ended = new HashMap<>();
        on.query(
                row -> {
                    int function = row.getInt("function");
                    InvocationStatus to = InvocationStatus.valueOf(row.getString("to_status"));
                    tally.moved(function, InvocationStatus.valueOf(row.getString("from_status")), to, 1);
                    if (to == InvocationStatus.WAIT) {
                        claims.waits(function, Instant.ofEpochMilli(row.getLong("due")));
                    }
                    return ended.put(row.getObject("id", UUID.class), function);
                },
                END,
                on.array("uuid", ordered.stream().map(EndWrite::id).toList()),
                on.array(
                        "text", ordered.stream().map(write -> write.from.name()).toList()),
                on.array(
                        "int4",
                        ordered.stream().map(write -> write.attempt.number()).toList()),
                on.array("text", rows.stream().map(row -> row.status().name()).toList()),
                on.array("int8", rows.stream().map(SettlementRow::dueAt).toList()),
                on.array("int4", rows.stream().map(SettlementRow::failures).toList()),
                on.array("int8", ordered.stream().map(write -> write.at.wall()).toList()),
                on.array("int4", rows.stream().map(row -> row.code().number()).toList()),
                on.array(
                        "text",
                        rows.stream().map(row -> StorableText.of(row.message())).toList()),
                on.binaries(rows.stream().map(SettlementRow::result).toList()));
        return ended.keySet();
    }

    /** What an earlier try has ended, of which nobody knew whether it had. */
    private static Set<UUID> endedBefore(Session on, List<EndWrite> batch, Set<UUID> ended) throws SQLException {
        List<EndWrite> others =
                batch.stream().filter(write -> !ended.contains(write.id())).toList();
        if (others.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(on.query(
                row -> row.getObject(1, UUID.class),
                ENDED_BEFORE,
                on.array("uuid", others.stream().map(EndWrite::id).toList()),
                on.array(
                        "int4",
                        others.stream().map(write -> write.attempt.number()).toList()),
                on.array(
                        "text",
                        others.stream()
                                .map(write -> SettlementRow.of(write.settlement, write.attempt, write.at)
                                        .status()
                                        .name())
                                .toList())));
    }

    /** Invariant 8 holds for what a destination is told, too. */
    private Optional<String> follow(EndWrite write, InvocationRows rows, TallyChanges tally) {
        if (write.next.isEmpty()) {
            return Optional.empty();
        }
        FunctionUrn function = write.next.get().function();
        Optional<String> refusal = backlog.refusal(functions.of(function), tally);
        if (refusal.isEmpty()) {
            rows.add(functions.of(function), write.next.get(), clock, Optional.empty());
            tally.accepted(functions.of(function), InvocationStatus.WAIT);
        }
        return refusal;
    }
}
