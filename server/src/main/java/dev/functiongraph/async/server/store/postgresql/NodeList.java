package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.OperatorStore.NodeState;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The nodes that the database knows, as an operator sees them. */
final class NodeList {
    private static final String LIST = """
            SELECT id, address, version, cardinality(functions) AS functions,
                (extract(epoch FROM started_at) * 1000)::bigint AS started,
                (extract(epoch FROM clock_timestamp() - heartbeat) * 1000)::bigint AS silent,
                coalesce(n, 0) AS running
            FROM node LEFT JOIN (
                SELECT invocation.node AS runner, count(*) AS n FROM invocation
                WHERE status = 'RUNNING' GROUP BY 1) AS work
                ON runner = id
            ORDER BY started_at""";

    private NodeList() {}

    static List<NodeState> read(Session on) throws SQLException {
        return on.query(
                row -> new NodeState(
                        row.getInt("id"),
                        row.getString("address"),
                        row.getString("version"),
                        Instant.ofEpochMilli(row.getLong("started")),
                        Duration.ofMillis(Math.max(0, row.getLong("silent"))),
                        row.getInt("functions"),
                        row.getLong("running")),
                LIST);
    }
}
