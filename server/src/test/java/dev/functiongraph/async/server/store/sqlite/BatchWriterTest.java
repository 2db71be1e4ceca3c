package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchWriterTest {
    /** For a database that has no files. */
    private static final WriteGuard UNGUARDED = new WriteGuard() {
        @Override
        public void before() {}

        @Override
        public void after() {}

        @Override
        public void failed(Throwable cause) {}

        @Override
        public void tidy(Session session) {}
    };

    private final CountDownLatch gate = new CountDownLatch(1);
    private Session session;
    private BatchWriter writer;

    @BeforeEach
    void open() throws SQLException {
        session = Session.writing(DriverManager.getConnection("jdbc:sqlite::memory:"));
        session.update("CREATE TABLE n (value INTEGER PRIMARY KEY)");
        writer = new BatchWriter(session, UNGUARDED, 100);
    }

    @AfterEach
    void close() throws Exception {
        gate.countDown();
        writer.close();
        session.close();
    }

    @Test
    void oneWriteThatFailsDoesNotTakeTheOthersOfItsBatchWithIt() {
        holdTheWriter();
        CompletableFuture<Integer> before = writer.submit(insert(1));
        CompletableFuture<Integer> twice = writer.submit(insert(1));
        CompletableFuture<Integer> after = writer.submit(insert(2));
        gate.countDown();

        assertThat(before.join()).isEqualTo(1);
        assertThatThrownBy(twice::join).hasCauseInstanceOf(StoreException.class);
        assertThat(after.join()).isEqualTo(1);
        assertThat(values()).containsExactly(1, 2);
    }

    @Test
    void aWriteThatIsCanceledWhileItWaitsIsNotMade() {
        holdTheWriter();
        CompletableFuture<Integer> canceled = writer.submit(insert(1));
        canceled.cancel(false);
        gate.countDown();

        assertThat(values()).isEmpty();
    }

    @Test
    void aWriteThatIsCanceledWhileItIsMadeIsUndoneBeforeTheNext() {
        CountDownLatch making = new CountDownLatch(1);
        CompletableFuture<Integer> canceled = writer.submit(
                on -> {
                    int made = insert(1).on(on);
                    making.countDown();
                    awaitGate();
                    return made;
                },
                on -> on.update("DELETE FROM n"));
        awaitLatch(making);
        canceled.cancel(false);
        CompletableFuture<List<Integer>> next = writer.submit(BatchWriterTest::read);
        gate.countDown();

        assertThat(next.join()).isEmpty();
    }

    @Test
    void moreWritesThanMayWaitAreRefusedAtOnce() {
        holdTheWriter();
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            writes.add(writer.submit(insert(i)));
        }

        assertThat(writes.get(100)).isCompletedExceptionally();
        assertThat(writes.subList(0, 100)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void whatWaitsWhenTheWriterIsClosedIsStillWrittenAndNothingAfterIt() throws Exception {
        holdTheWriter();
        CompletableFuture<Integer> waiting = writer.submit(insert(1));
        gate.countDown();
        writer.close();

        assertThat(waiting.join()).isEqualTo(1);
        assertThat(writer.submit(insert(2))).isCompletedExceptionally();
    }

    private void holdTheWriter() {
        CountDownLatch held = new CountDownLatch(1);
        writer.submit(on -> {
            held.countDown();
            awaitGate();
            return null;
        });
        awaitLatch(held);
    }

    private List<Integer> values() {
        return writer.submit(BatchWriterTest::read).join();
    }

    private static List<Integer> read(Session on) throws SQLException {
        return on.query(row -> row.getInt(1), "SELECT value FROM n ORDER BY value");
    }

    private static Session.Work<Integer> insert(int value) {
        return on -> on.update("INSERT INTO n VALUES (?)", value);
    }

    private void awaitGate() {
        awaitLatch(gate);
    }

    private static void awaitLatch(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
