package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.sql.Moment;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.Session.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An SQLite database as an operator uses it. Used by one thread. */
public final class SqliteOperatorStore implements OperatorStore {
    private static final int DISCARD_BATCH = 1_000;
    private static final String CAN_BE_REDRIVEN = " WHERE request_id = ? AND status IN ('FAIL', 'DISCARD')"
            + " AND NOT EXISTS (SELECT 1 FROM invocation AS again WHERE again.redrive_of = ?)";
    private static final String WAITING = " (SELECT COALESCE(sum(n), 0) FROM tally WHERE what = 'WAIT'";
    private static final String INSERT_AGAIN = """
            INSERT INTO invocation
                (request_id, function, event, status, accepted_at, expires_at, due_at, max_age, redrive_of)
            SELECT ?, function, event, 'WAIT', ?, ? + max_age, ?, max_age, request_id
            FROM invocation""" + CAN_BE_REDRIVEN + " AND" + WAITING + ") < ? AND" + WAITING
            + " AND tally.function = invocation.function) < ? RETURNING function";

    private static final String IS_REDRIVABLE = "SELECT 1 FROM invocation" + CAN_BE_REDRIVEN;
    private static final String INTEGRITY_CHECK = "PRAGMA integrity_check";
    private static final String COUNT = "SELECT count(*) FROM invocation WHERE ";
    private static final String OLDEST_WAITING =
            "SELECT accepted_at FROM invocation WHERE status = 'WAIT' ORDER BY seq LIMIT 1";

    private final Path dataDir;
    private final Session session;
    private final InvocationTable invocations;
    private final SqliteRecords records;

    private SqliteOperatorStore(Path dataDir, Session session, SqliteRecords records) {
        this.dataDir = dataDir;
        this.session = session;
        this.invocations = new InvocationTable(session);
        this.records = records;
    }

    /** @throws IOException if the directory has no database of this version */
    public static SqliteOperatorStore open(Path dataDir) throws IOException {
        try (SqliteDatabase database = SqliteDatabase.openForTool(dataDir)) {
            // Not for writing: a long check would hold up a server's writes; a redrive takes the lock when it writes.
            return new SqliteOperatorStore(dataDir, database.connectForReading(), SqliteRecords.of(database, 1));
        } catch (SQLException e) {
            throw SqliteDatabase.unusable(dataDir, e);
        }
    }

    @Override
    public InvocationRecords records() {
        return records;
    }

    @Override
    public Redrive redrive(UUID requestId, UUID newRequestId, Clock wall) {
        ServerRow server = server();
        if (freeDisk() < server.minFreeBytes()) {
            return Redrive.NO_ROOM;
        }
        byte[] old = RequestIds.bytes(requestId);
        return write(on -> {
            Instant now = wall.instant();
            long steady = server.steadyAt(now).toEpochMilli();
            Optional<Integer> queued = on.first(
                    row -> row.getInt(1),
                    INSERT_AGAIN,
                    RequestIds.bytes(newRequestId),
                    now.toEpochMilli(),
                    steady,
                    steady,
                    old,
                    old,
                    server.backlog().inAll(),
                    server.backlog().perFunction());
            if (queued.isPresent()) {
                invocations.tally().changes().accepted(queued.get(), InvocationStatus.WAIT);
                AcceptanceTimes.noteIfSetBack(on);
                return Redrive.QUEUED;
            }
            boolean couldBe = on.first(row -> true, IS_REDRIVABLE, old, old).isPresent();
            return couldBe ? Redrive.BACKLOG_FULL : Redrive.SKIPPED;
        });
    }

    private ServerRow server() {
        return use(ServerRow::read).orElseThrow(() -> new StoreException("no server has run here yet", null));
    }

    private long freeDisk() {
        try {
            return Files.getFileStore(dataDir).getUsableSpace();
        } catch (IOException e) {
            throw new StoreException("the free space of " + dataDir + " is not known", e);
        }
    }

    @Override
    public int discard(FunctionUrn function, Instant now) {
        Settlement.Discarded reason = new Settlement.Discarded(ErrorCode.CANCELED, InvocationTable.CANCELED);
        Moment at = new Moment(server().steadyAt(now).toEpochMilli(), now.toEpochMilli());
        int sum = 0;
        int discarded;
        do {
            discarded = use(on -> invocations.discardAll(function, reason, at, DISCARD_BATCH));
            sum += discarded;
        } while (discarded == DISCARD_BATCH);
        return sum;
    }

    /** Structure and counts apart: for as long as either looks at one state, a running server's log grows. */
    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        try {
            long faults = session.query(row -> row.getString(1), INTEGRITY_CHECK).stream()
                    .filter(result -> !result.equals("ok"))
                    .count();
            if (faults > 0) {
                problems.add("the database is damaged in " + faults + " places or more; restore a backup");
            }
            session.inTransaction(on -> problems.addAll(miscounts(on)));
        } catch (SQLException e) {
            SqliteFailure failure = SqliteFailure.of(e);
            if (failure != SqliteFailure.DAMAGED && failure != SqliteFailure.NOT_A_DATABASE) {
                throw unusable(e);
            }
            problems.add("the database cannot be read: " + failure.words() + "; restore a backup");
        }
        return problems;
    }

    private static List<String> miscounts(Session on) throws SQLException {
        List<String> problems = new ArrayList<>();
        Tally tally = SqliteRecords.tally(on);
        compare(problems, "waiting", tally.waiting(), count(on, "status = 'WAIT'"));
        compare(problems, "running", tally.running(), count(on, "status = 'RUNNING'"));
        compare(problems, "ended", tally.retained(), count(on, "status NOT IN ('WAIT', 'RUNNING')"));
        if (tally.drift() != 0) {
            problems.add("the drift is " + tally.drift() + ": invocations were lost or duplicated");
        }
        return problems;
    }

    private static long count(Session on, String condition) throws SQLException {
        return on.first(row -> row.getLong(1), COUNT + condition).orElseThrow();
    }

    private static void compare(List<String> problems, String what, long counted, long there) {
        if (counted != there) {
            problems.add(counted + " " + what + " invocations are counted, " + there + " are there");
        }
    }

    @Override
    public Optional<Instant> oldestWaiting() {
        return use(on -> on.first(row -> Instant.ofEpochMilli(row.getLong(1)), OLDEST_WAITING));
    }

    private <T> T use(Work<T> work) {
        try {
            return session.inTransaction(work);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private <T> T write(Work<T> work) {
        try {
            return session.inWritingTransaction(work);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static StoreException unusable(SQLException cause) {
        return new StoreException(
                "the database cannot be used: " + SqliteFailure.of(cause).words(), cause);
    }

    @Override
    public void close() {
        try {
            records.close();
            session.close();
        } catch (SQLException e) {
            throw new StoreException("the store cannot be closed", e);
        }
    }
}
