package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a transaction may start of a function. Its concurrency holds over all nodes, so whoever counts what runs keeps
 * the function's row locked until it has committed what it starts.
 */
final class FreeSlots {
    private static final String LOCK = """
            SELECT id FROM function WHERE id = ANY (?::integer[]) AND EXISTS (SELECT FROM node WHERE node.id = ?)
            ORDER BY id FOR NO KEY UPDATE SKIP LOCKED""";

    // In a statement of its own: one that began before the lock was had would not see what its last holder started.
    private static final String COUNT = """
            SELECT id, (SELECT count(*) FROM invocation WHERE function = id AND status = 'RUNNING') AS running,
                EXISTS (SELECT FROM invocation WHERE function = id AND status = 'WAIT') AS waits
            FROM unnest(?::integer[]) AS locked (id)""";

    private long running;
    private boolean anyWaits;

    private FreeSlots(long running, boolean anyWaits) {
        this.running = running;
        this.anyWaits = anyWaits;
    }

    /** @return of the functions that no other transaction starts attempts of; none if the node is taken for dead */
    static Map<Integer, FreeSlots> lock(Session on, Set<Integer> functions, Node node) throws SQLException {
        Map<Integer, FreeSlots> found = new HashMap<>();
        if (!functions.isEmpty()) {
            List<Integer> locked = on.query(row -> row.getInt(1), LOCK, on.array("int4", functions), node.id());
            on.query(
                    row -> found.put(row.getInt("id"), new FreeSlots(row.getLong("running"), row.getBoolean("waits"))),
                    COUNT,
                    on.array("int4", locked));
        }
        return found;
    }

    /** How many may start, of so many that could. */
    int of(int limit, int concurrency) {
        return (int) Math.max(0, Math.min(limit, concurrency - running));
    }

    void started(int number) {
        running += number;
    }

    /** From now on nothing new may start before what waits. */
    void waits() {
        anyWaits = true;
    }

    /** Takes a slot for what is new, if there is one and nothing of its function waits. */
    boolean takeOne(int concurrency) {
        boolean taken = !anyWaits && running < concurrency;
        if (taken) {
            running++;
        }
        return taken;
    }
}
