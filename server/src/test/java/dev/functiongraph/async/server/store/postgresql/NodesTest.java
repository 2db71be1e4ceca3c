package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes that share a database behave as one. */
class NodesTest {
    private static final FunctionUrn FUNCTION = FunctionUrn.parse(TestFunctions.urn("one"));
    private static final int CONCURRENCY = 3;
    private static final Duration HEARTBEAT = Duration.ofMillis(50);
    /** Longer than a machine that is busy with other tests may keep a heartbeat waiting. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Event EVENT = new Event("{}".getBytes(StandardCharsets.UTF_8));
    private static final Settlement.Succeeded DONE = new Settlement.Succeeded(new byte[0]);

    private final String url = TestPostgres.shared().createMigratedDatabase();
    private InvocationStore one;
    private InvocationStore other;

    @BeforeEach
    void open() throws IOException {
        one = node("one");
        other = node("other");
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private InvocationStore node(String address) throws IOException {
        return node(url, address, SILENCE);
    }

    /** One that soon takes a silent node for dead, which the others do not do during a test. */
    private InvocationStore impatientNode() throws IOException {
        return node(url, "impatient", Duration.ofMillis(500));
    }

    private static InvocationStore node(String url, String address, Duration silence) throws IOException {
        InvocationStore.Settings settings = new InvocationStore.Settings(
                new Backlog(1_000, 1_000), 0, new Backoff(Duration.ZERO, Duration.ZERO, () -> 0L), urn -> false);
        return PostgresStore.open(
                new PostgresSettings(url, Optional.of(TestPostgres.USER), Optional.empty(), 4, 4, false),
                settings,
                new NodeSettings(address, "test", HEARTBEAT, silence),
                Duration.ofHours(1));
    }

    @Test
    void noMoreOfAFunctionRunsOnAllNodesThanItsConcurrency() {
        List<Attempt> running = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            enqueue(one, Optional.empty());
        }

        // A slot that just passes from one node to the other is nobody's for a moment.
        await().until(() -> running.addAll(claim(one, 1)));
        await().until(() -> {
            running.addAll(claim(one, 2));
            running.addAll(claim(other, 2));
            return running.size() >= CONCURRENCY;
        });

        assertThat(running).hasSize(CONCURRENCY);
        assertThat(claim(one, 2)).isEmpty();
        assertThat(claim(other, 2)).isEmpty();
        assertThat(settle(one, running.get(0))).isTrue();
        await().until(() -> {
            // As each node does every second: the one that runs less leaves the other more.
            one.maintenance().keepUp().join();
            other.maintenance().keepUp().join();
            return claim(other, 2).size() == 1;
        });
    }

    @Test
    void aNodeThatRunsNothingLeavesAllSlotsToTheOthersAndSoDoesOneThatDied() {
        for (int i = 0; i < 4 * CONCURRENCY; i++) {
            enqueue(one, Optional.empty());
        }
        claim(one, CONCURRENCY).forEach(attempt -> settle(one, attempt));
        assertThat(claim(other, CONCURRENCY)).isEmpty();

        List<Attempt> ofOther = new ArrayList<>();
        await().until(() -> {
            one.maintenance().keepUp().join();
            ofOther.addAll(claim(other, CONCURRENCY));
            return ofOther.size() == CONCURRENCY;
        });
        assertThat(claim(one, CONCURRENCY)).isEmpty();

        TestPostgres.execute(url, "DELETE FROM node WHERE address = 'other'");
        List<Attempt> ofOne = new ArrayList<>();
        await().until(() -> {
            ofOne.addAll(claim(one, CONCURRENCY));
            return ofOne.size() == CONCURRENCY;
        });
    }

    @Test
    void aNodeThatHasLookedForWorkAndFoundNoneKeepsNoSlots() throws SQLException {
        claim(one, CONCURRENCY);
        for (int i = 0; i < 3; i++) {
            one.maintenance().keepUp().join();
        }

        assertThat(texts("SELECT function FROM share")).isEmpty();
    }

    @Test
    void whatIsAcceptedRunsAtOnceOnlyWhereTheConcurrencyOfAllNodesAllowsIt() {
        for (int i = 0; i < CONCURRENCY; i++) {
            assertThat(enqueue(i % 2 == 0 ? one : other, Optional.of(lease(one))))
                    .isEqualTo(Enqueued.CLAIMED);
        }

        assertThat(enqueue(other, Optional.of(lease(other)))).isEqualTo(Enqueued.WAITING);
    }

    @Test
    void aNodeThatFindsAllSlotsTakenByOthersLooksAgainSoonIfSomethingWaits() {
        for (int i = 0; i < CONCURRENCY; i++) {
            enqueue(one, Optional.empty());
        }
        claim(one, CONCURRENCY);
        assertThat(otherLooksAgainAt()).isEmpty();

        enqueue(one, Optional.empty());

        assertThat(otherLooksAgainAt())
                .hasValueSatisfying(at -> assertThat(at).isBefore(now(other).plusSeconds(2)));
    }

    private Optional<Instant> otherLooksAgainAt() {
        return other.queue()
                .claim(FUNCTION, () -> 1, now(other), lease(other))
                .join()
                .nextDue();
    }

    @Test
    void whatAnotherNodeStoresLongAfterItWasDueIsFoundToo() {
        assertThat(claim(one, 1)).isEmpty();
        accepted(other, Duration.ofSeconds(60));

        await().until(() -> !claim(one, 1).isEmpty());
    }

    @Test
    void whatThisNodeStoresLongAfterItWasDueIsFoundAtOnce() {
        assertThat(claim(one, 1)).isEmpty();

        UUID late = accepted(one, Duration.ofSeconds(60));

        assertThat(claimedIds(one, 1)).containsExactly(late);
    }

    @Test
    void whatAFailedTransactionClaimedStillComesFirst() throws SQLException {
        UUID first = accepted(one, Duration.ofSeconds(60));
        accepted(one, Duration.ofSeconds(40));
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, "");
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE tally IN EXCLUSIVE MODE");
            assertThatThrownBy(() -> claim(one, 1)).hasRootCauseInstanceOf(SQLException.class);
            connection.rollback();
        }

        assertThat(claimedIds(one, 1)).containsExactly(first);
    }

    private static List<UUID> claimedIds(InvocationStore node, int limit) {
        return claim(node, limit).stream()
                .map(attempt -> attempt.invocation().requestId())
                .toList();
    }

    private static UUID accepted(InvocationStore node, Duration ago) {
        Instant at = now(node).minus(ago);
        Invocation invocation = new Invocation(UUID.randomUUID(), FUNCTION, EVENT, at, at.plusSeconds(3_600));
        node.queue().enqueue(invocation, Optional::empty).join();
        return invocation.requestId();
    }

    @Test
    void oneNodeSettlesOnlyWhatItStillOwns() {
        Invocation invocation = invocation(one);
        one.queue().enqueue(invocation, () -> Optional.of(lease(one))).join();
        Attempt attempt = new Attempt(invocation, 1, 0, 0, 0);
        assertThat(one.queue().outdated(List.of(attempt)).join()).isEmpty();

        assertThat(other.queue()
                        .cancel(invocation.requestId(), FUNCTION, now(other))
                        .join()
                        .orElseThrow()
                        .wasRunning())
                .isFalse();

        assertThat(one.queue().outdated(List.of(attempt)).join()).containsExactly(attempt);
        assertThat(settle(one, attempt)).isFalse();
        assertThat(other.records().find(invocation.requestId()).orElseThrow().status())
                .isEqualTo(InvocationStatus.FAIL);
        assertThat(one.records().tally().drift()).isZero();
    }

    @Test
    void whatASilentNodeRanRunsAgainElsewhereAndItsLateEndChangesNothing() {
        Invocation invocation = invocation(one);
        one.queue().enqueue(invocation, () -> Optional.of(lease(one))).join();
        Attempt lost = new Attempt(invocation, 1, 0, 0, 0);

        TestPostgres.execute(url, "DELETE FROM node WHERE address = 'one'");

        List<Attempt> again = new ArrayList<>();
        await().until(() -> again.addAll(claim(other, 1)));
        assertThat(again.get(0).number()).isEqualTo(2);
        assertThat(again.get(0).lost()).isEqualTo(1);
        assertThat(settle(one, lost)).isFalse();
        assertThat(settle(other, again.get(0))).isTrue();
        assertThat(other.records().attempts(invocation.requestId()))
                .extracting(AttemptRecord::outcome)
                .containsExactly("LOST", "SUCCESS");
    }

    @Test
    void aNodeThatWasTakenForDeadStartsNothingUntilItIsBack() {
        enqueue(other, Optional.empty());
        TestPostgres.execute(url, "DELETE FROM node WHERE address = 'one'");
        assertThat(claim(one, 1).size() + claim(other, 1).size()).isLessThanOrEqualTo(1);

        await().until(() -> {
            enqueue(other, Optional.empty());
            return !claim(one, 1).isEmpty();
        });
    }

    @Test
    void aNodeThatIsSilentForTooLongIsTakenForDead() throws Exception {
        TestPostgres.execute(
                url,
                "INSERT INTO node (place, address, version) SELECT place, 'gone', 'test'"
                        + " FROM generate_series(0, 62) AS place WHERE place NOT IN (SELECT place FROM node) LIMIT 1");
        assertThat(nodes()).contains("gone");

        try (InvocationStore impatient = impatientNode()) {
            await().untilAsserted(() -> assertThat(nodes()).containsExactlyInAnyOrder("one", "other", "impatient"));
        }
    }

    private List<String> nodes() throws SQLException {
        return texts("SELECT address FROM node");
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Test
    void whatADeadNodeRanWaitsAgainFromTheMomentThatItIsTakenForDead() throws Exception {
        enqueue(one, Optional.of(lease(one)));
        TestPostgres.execute(
                url,
                "INSERT INTO node (place, address, version) VALUES (62, 'dead', 'test')",
                "UPDATE invocation SET node = (SELECT id FROM node WHERE address = 'dead')");
        Set<String> seen = new LinkedHashSet<>(deadNodeAndItsInvocation());

        try (InvocationStore impatient = impatientNode()) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                seen.addAll(deadNodeAndItsInvocation());
                return seen.contains("dead, WAIT");
            });
        }

        assertThat(seen).containsExactly("thought alive, RUNNING", "dead, WAIT");
    }

    private List<String> deadNodeAndItsInvocation() throws SQLException {
        return texts("SELECT CASE WHEN EXISTS (SELECT FROM node WHERE address = 'dead') THEN 'thought alive, '"
                + " ELSE 'dead, ' END || status FROM invocation");
    }

    @Test
    void manyMayStartAtOnceOnAnEmptyDatabase() throws Exception {
        String empty = TestPostgres.shared().createDatabase();
        ExecutorService executor = Executors.newFixedThreadPool(5);
        try {
            List<Callable<InvocationStore>> starts = Collections.nCopies(5, () -> node(empty, "one of many", SILENCE));
            for (Future<InvocationStore> started : executor.invokeAll(starts)) {
                started.get().close();
            }
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void nobodyDiscardsWhatWaitsForAFunctionThatAnotherNodeServes() {
        enqueue(one, Optional.empty());
        other.maintenance().serve(Set.of(FUNCTION)).join();
        Settlement.Discarded removed = new Settlement.Discarded(ErrorCode.FUNCTION_REMOVED, "removed");

        assertThat(one.maintenance().discardAll(FUNCTION, removed, now(one), 10).join())
                .isZero();

        other.maintenance().serve(Set.of()).join();
        assertThat(one.maintenance().discardAll(FUNCTION, removed, now(one), 10).join())
                .isOne();
    }

    @Test
    void anEndThatIsStoredTwiceCountsOnceAndIsValid() {
        Invocation invocation = invocation(one);
        one.queue().enqueue(invocation, () -> Optional.of(lease(one))).join();
        Attempt attempt = new Attempt(invocation, 1, 0, 0, 0);

        assertThat(settle(one, attempt)).isTrue();
        assertThat(settle(one, attempt)).isTrue();

        assertThat(one.records().tally().succeeded()).isOne();
        assertThat(one.records().tally().drift()).isZero();
    }

    @Test
    void messagesWithCharactersThatTheDatabaseCannotKeepAreKeptWithoutThem() {
        Invocation invocation = invocation(one);
        one.queue().enqueue(invocation, () -> Optional.of(lease(one))).join();
        Settlement.Failed failed = new Settlement.Failed(ErrorCode.FUNCTION_FAILED, "a\0b\uD800c");

        one.queue()
                .settle(new Attempt(invocation, 1, 0, 0, 0), failed, Optional.empty(), now(one))
                .join();

        assertThat(one.records().find(invocation.requestId()).orElseThrow().errorMessage())
                .isEqualTo("a\uFFFDb\uFFFDc");
    }

    /** Often enough before that its driver has prepared all statements on the server. */
    @Test
    void aNodeGoesOnWorkingWhileANewerOneChangesTheSchema() throws Exception {
        for (int i = 0; i < 10; i++) {
            runOneAndCancelAnother(one);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(TestPostgres.USER);

        PostgresDatabase.migrate(source, "classpath:db/postgresql", "classpath:db/postgresql-steps/next");

        try (InvocationStore newer = node("newer")) {
            for (InvocationStore node : List.of(one, newer, other)) {
                runOneAndCancelAnother(node);
                assertThat(node.records().tally().drift()).isZero();
            }
        }
        assertThat(one.records().tally().succeeded()).isEqualTo(13);
    }

    @Test
    void anEventThatTheDatabaseRefusesIsCertainlyNotStoredAndHoldsUpNoOther() {
        TestPostgres.execute(
                url, """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF length(NEW.event) > 2 THEN RAISE EXCEPTION 'too long'; END IF;
                    RETURN NEW;
                END $$""", "CREATE TRIGGER refuse BEFORE INSERT ON invocation FOR EACH ROW EXECUTE FUNCTION refuse()");
        Event longer = new Event("{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8));
        Invocation refused = new Invocation(UUID.randomUUID(), FUNCTION, longer, now(one), now(one).plusSeconds(3_600));

        assertThatThrownBy(() -> one.queue().enqueue(refused, Optional::empty).join())
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isOutcomeUnknown()).isFalse())
                .hasMessageContaining("it refuses what is to be stored");

        assertThat(enqueue(one, Optional.empty())).isEqualTo(Enqueued.WAITING);
        assertThat(one.records().find(refused.requestId())).isEmpty();
    }

    private static void runOneAndCancelAnother(InvocationStore node) {
        enqueue(node, Optional.empty());
        List<Attempt> claimed = claim(node, 1);
        Invocation canceled = invocation(node);
        assertThat(node.queue().enqueue(canceled, Optional::empty).join()).isEqualTo(Enqueued.WAITING);
        assertThat(node.queue()
                        .cancel(canceled.requestId(), FUNCTION, now(node))
                        .join())
                .isPresent();
        assertThat(settle(node, claimed.get(0))).isTrue();
        assertThat(node.records().find(canceled.requestId()).orElseThrow().status())
                .isEqualTo(InvocationStatus.DISCARD);
        node.maintenance().keepUp().join();
    }

    private static Instant now(InvocationStore node) {
        return node.queue().clock().instant();
    }

    private static Lease lease(InvocationStore node) {
        return new Lease(now(node).plusSeconds(60), CONCURRENCY);
    }

    private static Invocation invocation(InvocationStore node) {
        return new Invocation(
                UUID.randomUUID(), FUNCTION, EVENT, now(node), now(node).plusSeconds(3_600));
    }

    private static Enqueued enqueue(InvocationStore node, Optional<Lease> lease) {
        return node.queue().enqueue(invocation(node), () -> lease).join();
    }

    private static List<Attempt> claim(InvocationStore node, int limit) {
        return node.queue()
                .claim(FUNCTION, () -> limit, now(node), lease(node))
                .join()
                .attempts();
    }

    private static boolean settle(InvocationStore node, Attempt attempt) {
        return node.queue()
                .settle(attempt, DONE, Optional.empty(), now(node))
                .join()
                .valid();
    }
}
