package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The parts that nodes have of the functions' concurrency. What all of them have of one is never more than it; so a
 * node that starts an attempt asks nobody, as long as its part suffices. It takes more when it needs more, gives back
 * what it does not use, and where others lack some it keeps no more than is fair. Thread-safe.
 */
final class Shares {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Where another node hangs while it changes its part, the others do with what they have. */
    private static final long PAUSE_IF_LOCKED_NANOS = TimeUnit.SECONDS.toNanos(1);

    // Who holds it is changing the parts; nobody needs it to start or to end an attempt.
    private static final String LOCK = "SELECT FROM function WHERE id = ? FOR NO KEY UPDATE";

    private static final String OTHERS = """
            SELECT coalesce(sum(slots), 0) AS slots, count(*) FILTER (WHERE lacking) AS lacking
            FROM share WHERE function = ? AND node <> ?""";

    private static final String PUT = """
            INSERT INTO share (function, node, slots, lacking) SELECT ?, id, ?, ? FROM node WHERE id = ?
            ON CONFLICT (function, node) DO UPDATE SET slots = excluded.slots, lacking = excluded.lacking
            RETURNING slots""";

    private static final String REMOVE = "DELETE FROM share WHERE function = ? AND node = ?";

    private static final String LACKING =
            "SELECT DISTINCT function FROM share WHERE lacking AND node <> ? AND function = ANY (?::integer[])";

    private final Connections connections;
    private final Map<Integer, Share> shares = new ConcurrentHashMap<>();
    private int node;

    Shares(Connections connections) {
        this.connections = connections;
    }

    /** An attempt that this node has claimed. */
    record Running(UUID requestId, int attempt) {}

    /** What a transaction would start of a function, if it may, and the function's concurrency. */
    record Starts(int count, int concurrency) {}

    /** The part of one function's concurrency. */
    private static final class Share {
        final Set<Running> running = ConcurrentHashMap.newKeySet();
        /** How many the transaction under way may start. */
        int starting;

        int concurrency;
        int slots;
        /** How many ran at most since the last {@link Shares#adjust}, or would have. */
        int peak;
        /** Whether it could not have as many as it needed. */
        boolean lacking;
        /** Whether the database may have another number of slots. */
        boolean unsure;

        long askAgainAt = System.nanoTime();

        int used() {
            return running.size() + starting;
        }

        boolean mayAsk(long now) {
            return slots < Math.min(concurrency, used()) && (!lacking || now - askAgainAt > 0);
        }
    }

    /** Before a transaction: takes more where that needs more, unless it has been refused just now. */
    synchronized void prepare(Node self, Map<Integer, Starts> starts) throws SQLException {
        if (node != self.id()) {
            // What another one ran is not counted any more: it has been stopped.
            node = self.id();
            shares.clear();
        }
        allStarted();
        for (Map.Entry<Integer, Starts> each : starts.entrySet()) {
            Share share = shares.computeIfAbsent(each.getKey(), any -> new Share());
            share.concurrency = each.getValue().concurrency();
            share.starting = each.getValue().count();
            share.peak = Math.max(share.peak, Math.min(share.concurrency, share.used()));
            long now = System.nanoTime();
            if (share.mayAsk(now)) {
                share.askAgainAt = now + PAUSE_NANOS;
                askUnlessLocked(each.getKey(), share, Math.max(share.used(), 2 * share.slots));
            }
        }
    }

    /** What a transaction may start of a function, for which {@link #prepare} has been called. */
    synchronized FreeSlots free(Node self, int function, Instant nextDue) {
        Share share = shares.get(function);
        return share == null || node != self.id()
                ? new FreeSlots(0, 0, nextDue)
                : new FreeSlots(share.running.size(), share.slots, nextDue);
    }

    /** It has been claimed for certain. */
    synchronized void started(Node self, int function, Running attempt) {
        Share share = shares.get(function);
        if (share != null && node == self.id()) {
            share.running.add(attempt);
        }
    }

    /** The transaction under way has committed, and has told of all that it started. */
    synchronized void allStarted() {
        shares.values().forEach(share -> share.starting = 0);
    }

    /** It no longer runs here, or never did. Returns at once. */
    void ended(int function, Running attempt) {
        Share share = shares.get(function);
        if (share != null) {
            share.running.remove(attempt);
        }
    }

    /**
     * Gives back what is not used, and what others lack; to be called every second or so.
     *
     * @return whether there was anything to look at
     */
    synchronized boolean adjust() throws SQLException {
        if (shares.isEmpty()) {
            return false;
        }
        Set<Integer> lackedByOthers = new HashSet<>(connections.writeAlone(
                on -> on.query(row -> row.getInt(1), LACKING, node, on.array("int4", shares.keySet()))));
        for (Map.Entry<Integer, Share> each : List.copyOf(shares.entrySet())) {
            Share share = each.getValue();
            int used = Math.max(share.peak, share.used());
            int wanted = share.lacking ? Math.max(used, 2 * share.slots) : used * 2 < share.slots ? used : share.slots;
            if (wanted != share.slots || share.unsure || lackedByOthers.contains(each.getKey())) {
                ask(each.getKey(), share, wanted);
            }
            share.peak = share.used();
            if (share.slots == 0 && !share.lacking && share.peak == 0) {
                shares.remove(each.getKey());
            }
        }
        return true;
    }

    private void askUnlessLocked(int function, Share share, int wanted) throws SQLException {
        try {
            ask(function, share, wanted);
        } catch (SQLException e) {
            if (PostgresFailure.of(e) != PostgresFailure.LOCKED) {
                throw e;
            }
            share.lacking = true;
            share.askAgainAt = System.nanoTime() + PAUSE_IF_LOCKED_NANOS;
        }
    }

    private void ask(int function, Share share, int wanted) throws SQLException {
        share.unsure = true;
        Answer answer = connections.write(on -> {
            on.query(row -> 0, LOCK, function);
            Answer possible = on.first(
                            row -> answer(share, wanted, row.getInt("slots"), row.getInt("lacking")),
                            OTHERS,
                            function,
                            node)
                    .orElseThrow();
            // Nobody is to have what this node still uses, should it never hear of the commit.
            share.slots = Math.min(share.slots, possible.slots);
            return put(on, function, possible);
        });
        share.slots = answer.slots;
        share.lacking = answer.lacking;
        share.unsure = false;
    }

    private static Answer answer(Share share, int wanted, int ofOthers, int othersThatLack) {
        int fair = othersThatLack == 0 ? share.concurrency : Math.max(1, share.concurrency / (1 + othersThatLack));
        int most = Math.min(Math.min(wanted, fair), share.concurrency - ofOthers);
        int slots = Math.max(Math.min(share.slots, share.used()), most);
        return new Answer(slots, slots < Math.min(share.peak, share.concurrency));
    }

    private Answer put(Session on, int function, Answer answer) throws SQLException {
        if (answer.slots == 0 && !answer.lacking) {
            on.update(REMOVE, function, node);
            return answer;
        }
        // A node that is taken for dead has nothing.
        return on.first(row -> answer, PUT, function, answer.slots, answer.lacking, node)
                .orElse(new Answer(0, true));
    }

    private record Answer(int slots, boolean lacking) {}
}
