package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of new invocations, for one statement. */
final class InvocationRows {
    private static final String INSERT = """
            INSERT INTO invocation
                (function, seq, request_id, status, attempt, node, started_at, expires_at, max_age, due_at, event)
            SELECT * FROM unnest(?::integer[], ?::bigint[], ?::uuid[], ?::text[], ?::integer[], ?::integer[],
                ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[])
            ON CONFLICT (request_id) DO NOTHING""";

    private final Node node;
    private final ClaimPart claims;
    private final List<Integer> functions = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> expiries = new ArrayList<>();
    private final List<Long> ages = new ArrayList<>();
    private final List<Long> dues = new ArrayList<>();
    private final List<byte[]> events = new ArrayList<>();

    /** @param claims are told of what waits */
    InvocationRows(Node node, ClaimPart claims) {
        this.node = node;
        this.claims = claims;
    }

    /** @param lease where given, as claimed for its first attempt; otherwise as waiting */
    void add(int function, Invocation invocation, SteadyClock clock, Optional<Lease> lease) {
        boolean claimed = lease.isPresent();
        if (!claimed) {
            claims.waits(function, invocation.acceptedAt());
        }
        functions.add(function);
        numbers.add(node.numbers().next(clock.instant().toEpochMilli()));
        ids.add(invocation.requestId());
        statuses.add((claimed ? InvocationStatus.RUNNING : InvocationStatus.WAIT).name());
        attempts.add(claimed ? 1 : 0);
        nodes.add(claimed ? node.id() : null);
        starts.add(claimed ? clock.wallTime().toEpochMilli() : null);
        expiries.add(invocation.expiresAt().toEpochMilli());
        ages.add(Duration.between(invocation.acceptedAt(), invocation.expiresAt())
                .toMillis());
        dues.add(lease.map(Lease::until).orElse(invocation.acceptedAt()).toEpochMilli());
        events.add(invocation.event().json());
    }

    /** With the end of the transaction. */
    void insert(Session on) throws SQLException {
        if (!ids.isEmpty()) {
            on.updateWithCommit(
                    INSERT,
                    on.array("int4", functions),
                    on.array("int8", numbers),
                    on.array("uuid", ids),
                    on.array("text", statuses),
                    on.array("int4", attempts),
                    on.array("int4", nodes),
                    on.array("int8", starts),
                    on.array("int8", expiries),
                    on.array("int8", ages),
                    on.array("int8", dues),
                    on.binaries(events));
        }
    }
}
