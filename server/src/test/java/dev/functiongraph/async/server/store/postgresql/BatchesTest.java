package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a caller is told of a write where the database is lost. */
class BatchesTest {
    private final SQLException lost = new SQLException("lost", "08006");
    private final SQLException unreachable = new SQLException("unreachable", "08001");

    private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Optional<SQLException>> failuresOfCommits = new ConcurrentLinkedQueue<>();
    private volatile Optional<SQLException> failureOfMaking = Optional.empty();
    private volatile Runnable whileCommitting = () -> {};
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
        failuresOfCommits.add(Optional.of(lost));
        whileCommitting = () -> failures.addAll(List.of(unreachable, unreachable));

        assertThat(submit().future.join()).isEqualTo("made again");
    }

    @Test
    void aWriteOfUnknownOutcomeStaysSoThoughTheDatabaseCannotBeReachedAfterwards() {
        failuresOfCommits.add(Optional.of(lost));
        whileCommitting = () -> failures.addAll(Collections.nCopies(1_000, unreachable));
        Repeatable write = submit();
        Awaitility.await().until(() -> !failures.isEmpty() && failures.size() < 999);

        batches.close();

        assertThat(failure(write).isOutcomeUnknown()).isTrue();
    }

    @Test
    void aWriteThatNeverReachedTheDatabaseWasNotMade() {
        failures.add(unreachable);

        assertThat(failure(submit()).isOutcomeUnknown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "P0001"})
    void aWriteThatFailedBeforeTheCommitWasNotMade(String state) {
        failureOfMaking = Optional.of(new SQLException("", state));

        assertThat(failure(submit()).isOutcomeUnknown()).isFalse();
    }

    @Test
    void aRefusalIsCertainAlsoWhereItComesWithTheCommit() {
        failuresOfCommits.add(Optional.of(new SQLException("", "P0001")));

        assertThat(failure(submit()).isOutcomeUnknown()).isFalse();
    }

    @Test
    void writesOfOneBatchThatMayHaveBeenMadeAreEachMadeAgainAsSuch() {
        CountDownLatch gathered = new CountDownLatch(1);
        whileCommitting = () -> await(gathered);
        failuresOfCommits.add(Optional.empty());
        failuresOfCommits.add(Optional.of(new SQLException("statement completion unknown", "40003")));
        Repeatable alone = submit();
        Awaitility.await().until(() -> failuresOfCommits.size() == 1);
        List<Repeatable> together = List.of(submit(), submit());

        gathered.countDown();

        assertThat(alone.future.join()).isEqualTo("made");
        assertThat(together).extracting(write -> write.future.join()).containsOnly("made again");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    private final class Making implements Batches.Transaction<Repeatable> {
        @Override
        public void committed(List<Repeatable> batch) {}

        @Override
        public void prepare(List<Repeatable> batch) {}

        @Override
        public void make(Session on, TallyChanges tally, List<Repeatable> batch) throws SQLException {
            if (failureOfMaking.isPresent()) {
                throw failureOfMaking.get();
            }
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
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("commit")) {
                            commit();
                        }
                        return method.invoke(connection, arguments);
                    });
        }

        private void commit() throws SQLException {
            Optional<SQLException> failure = failuresOfCommits.poll();
            if (failure != null) {
                whileCommitting.run();
                if (failure.isPresent()) {
                    throw failure.get();
                }
            }
        }
    }
}
