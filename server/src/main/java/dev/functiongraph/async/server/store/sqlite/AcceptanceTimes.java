package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The wall clock's times of acceptance in the order of acceptance: they grow, until the clock is set back. So the
 * invocations of a time are found by halving, without an index that every acceptance would have to pay for.
 */
final class AcceptanceTimes {
    /** The clock is read while nobody else can insert, so that only its own small corrections change the order. */
    private static final long DISORDER_MILLIS = 200;

    private static final String LAST = "SELECT accepted_at FROM invocation ORDER BY seq DESC LIMIT 1";
    private static final String NOTE_IF_SET_BACK = """
            INSERT OR IGNORE INTO clock_set_back
            SELECT seq FROM invocation WHERE seq = last_insert_rowid() AND accepted_at + ? <
                (SELECT accepted_at FROM invocation AS before WHERE before.seq < invocation.seq
                 ORDER BY before.seq DESC LIMIT 1)""";

    private static final String RUNS = """
            SELECT seq, lead(seq, 1, ?1) OVER (ORDER BY seq)
            FROM (SELECT 0 AS seq UNION SELECT seq FROM clock_set_back) ORDER BY seq DESC""";
    private static final String NEXT = "SELECT seq, accepted_at FROM invocation WHERE seq >= ? ORDER BY seq LIMIT 1";

    private final Session session;
    private long last;
    private boolean outdated;

    /** @param session of the writer that inserts most */
    AcceptanceTimes(Session session) throws SQLException {
        this.session = session;
        session.onRollback(() -> outdated = true);
        read();
    }

    /** To be called by the writer also from time to time: a tool beside this server may have inserted. */
    void read() throws SQLException {
        last = session.first(row -> row.getLong(1), LAST).orElse(0L);
        outdated = false;
    }

    /** To be called by the writer behind each insertion, with its time; costs nothing while the clock goes on. */
    void inserted(long wallTime) throws SQLException {
        if (wallTime < last - DISORDER_MILLIS || outdated) {
            noteIfSetBack(session);
            read();
        }
        last = Math.max(last, wallTime);
    }

    /** To be called behind the insertion of one invocation. */
    static void noteIfSetBack(Session on) throws SQLException {
        on.update(NOTE_IF_SET_BACK, DISORDER_MILLIS);
    }

    /**
     * A range of sequence numbers.
     *
     * @param before exclusive
     */
    record Range(long from, long before) {}

    private record Place(long seq, long acceptedAt) {
        static final Place BEHIND_ALL = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * Where all that was accepted within a time is, newest first; others are there too.
     *
     * @param before with a smaller sequence number than this
     */
    static List<Range> within(Session on, long fromMillis, long untilMillis, long before) throws SQLException {
        List<Range> found = new ArrayList<>();
        for (Range run : on.query(row -> new Range(row.getLong(1), row.getLong(2)), RUNS, before)) {
            Range known = new Range(run.from, Math.min(run.before, before));
            long from = first(on, known, fromMillis - 2 * DISORDER_MILLIS);
            long end = first(on, new Range(from, known.before), untilMillis + 2 * DISORDER_MILLIS);
            if (from < end) {
                found.add(new Range(from, end));
            }
        }
        return found;
    }

    /** The first in a range that was accepted then or later, as if all of them were in order. */
    private static long first(Session on, Range range, long millis) throws SQLException {
        long low = range.from;
        long high = Math.max(low, range.before);
        while (low < high) {
            long middle = low + (high - low) / 2;
            Place next = on.first(row -> new Place(row.getLong(1), row.getLong(2)), NEXT, middle)
                    .orElse(Place.BEHIND_ALL);
            if (next.seq < high && next.acceptedAt < millis) {
                low = next.seq + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
