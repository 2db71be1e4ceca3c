package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts that ran on a node that died: any other lets them wait again. */
final class LostAttempts {
    private static final Logger log = LoggerFactory.getLogger(LostAttempts.class);
    private static final int BATCH = 1_000;

    private static final String FIND = """
            SELECT lost.*, urn FROM function CROSS JOIN LATERAL (
                SELECT seq, function, node, lost FROM invocation
                WHERE function = id AND status = 'RUNNING' AND NOT EXISTS (SELECT FROM node WHERE node.id = node)
                LIMIT ? FOR UPDATE SKIP LOCKED) AS lost""";

    private static final String SERVER_ENDED = AttemptHistory.with("'LOST'", "'the server ended'::text", "?::bigint");

    private static final String REQUEUE = """
            UPDATE invocation SET status = 'WAIT', node = NULL, due_at = due, lost = lost + 1,
                lost_alone = lost_alone + alone, attempts = %s
            FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::integer[]) AS given (in_function, number, due, alone)
            WHERE function = in_function AND seq = number""".formatted(SERVER_ENDED);

    private final Predicate<FunctionUrn> isInProcess;
    private final Backoff pause;

    /**
     * @param isInProcess whether a function runs inside the server, which it may have ended
     * @param pause before an attempt that may have ended its node is repeated
     */
    LostAttempts(Predicate<FunctionUrn> isInProcess, Backoff pause) {
        this.isInProcess = isInProcess;
        this.pause = pause;
    }

    /** Invariant 2. Each time it waits a little longer: it may be what ended its node. */
    void requeue(Session on, TallyChanges tally, Instant now, long wallTime) throws SQLException {
        List<Lost> all = on.query(
                row -> new Lost(
                        row.getInt("function"),
                        row.getLong("seq"),
                        row.getInt("node"),
                        row.getInt("lost"),
                        isInProcess.test(FunctionUrn.parse(row.getString("urn")))),
                FIND,
                BATCH);
        if (all.isEmpty()) {
            return;
        }
        // Code that runs elsewhere cannot have ended the node.
        Map<Integer, Long> company =
                all.stream().filter(Lost::inProcess).collect(Collectors.groupingBy(Lost::node, Collectors.counting()));
        on.update(
                REQUEUE,
                wallTime,
                on.array("int4", all.stream().map(Lost::function).toList()),
                on.array("int8", all.stream().map(Lost::number).toList()),
                on.array(
                        "int8",
                        all.stream()
                                .map(one -> now.plus(pause.before(one.lost + 1)).toEpochMilli())
                                .toList()),
                on.array(
                        "int4",
                        all.stream()
                                .map(one -> one.inProcess && company.getOrDefault(one.node, 0L) == 1 ? 1 : 0)
                                .toList()));
        all.forEach(one -> tally.moved(one.function, InvocationStatus.RUNNING, InvocationStatus.WAIT, 1));
        log.warn("Attempts that ran on nodes that ended without a word: {}; they are run again", all.size());
    }

    private record Lost(int function, long number, int node, int lost, boolean inProcess) {}
}
