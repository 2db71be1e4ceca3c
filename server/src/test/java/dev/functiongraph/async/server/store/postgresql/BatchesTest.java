package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a caller is told of a write where the database is lost. */
class BatchesTest {
    private final SQLException lost = new SQLException("lost", "08006");
    private final SQLException unreachable = new SQLException("unreachable", "08001");

    private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private final PGSimpleDataSource database = new FailingDataSource();
    private final Batches<Repeatable> batches = new Batches<>(
            "test",
            new CountedWrites(
                    new Connections(database, database, database), new BacklogCounts(new Backlog(1_000, 1_000))),
            new Making(),
            new DatabaseIncidents("nowhere"));

    @AfterEach
    void close() {
        batches.close();
    }

    @Test
    void aWriteOfUnknownOutcomeIsMadeAgainWhenTheDatabaseCanBeReachedAgain() {
        failures.addAll(List.of(lost, unreachable, unreachable));

        assertThat(submit().future.join()).isEqualTo("made again");
    }

    @Test
    void aWriteOfUnknownOutcomeStaysSoThoughTheDatabaseCannotBeReachedAfterwards() {
        failures.add(lost);
        failures.addAll(Collections.nCopies(1_000, unreachable));
        Repeatable write = submit();
        await().until(() -> failures.size() < 999);

        batches.close();

        assertThat(failure(write).isOutcomeUnknown()).isTrue();
    }

    @Test
    void aWriteThatNeverReachedTheDatabaseWasNotMade() {
        failures.add(unreachable);

        assertThat(failure(submit()).isOutcomeUnknown()).isFalse();
    }

    private Repeatable submit() {
        Repeatable write = new Repeatable();
        batches.submit(write);
        return write;
    }

    private static StoreException failure(Repeatable write) {
        return (StoreException) catchThrowableOfType(CompletionException.class, write.future::join)
                .getCause();
    }

    private static final class Repeatable extends Batches.Write<String> {
        private String made = "made";

        Repeatable() {
            super("not made");
        }

        @Override
        boolean repeat() {
            made = "made again";
            return true;
        }
    }

    private static final class Making implements Batches.Transaction<Repeatable> {
        @Override
        public void committed(List<Repeatable> batch) {}

        @Override
        public void prepare(List<Repeatable> batch) {}

        @Override
        public void make(Session on, TallyChanges tally, List<Repeatable> batch) {
            batch.forEach(write -> write.result(write.made));
        }
    }

    /** Fails as often as it is told to. */
    private final class FailingDataSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        FailingDataSource() {
            setUrl(TestPostgres.shared().ownUrl());
            setUser(TestPostgres.USER);
        }

        @Override
        public Connection getConnection() throws SQLException {
            SQLException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return super.getConnection();
        }
    }
}
