package dev.functiongraph.async.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationQueue.Canceled;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.invocation.InvocationQueue.Settled;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.LogEntry;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.invocation.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conformance suite of stores: every promise of the ports that the engine relies on. */
public abstract class InvocationStoreContract {
    protected static final FunctionUrn ONE = FunctionUrn.parse(TestFunctions.urn("one"));
    protected static final FunctionUrn OTHER = FunctionUrn.parse(TestFunctions.urn("other"));
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int CONCURRENCY = 1_000;
    private static final Duration AGE = Duration.ofHours(1);
    private static final Duration CRASH_PAUSE = Duration.ofSeconds(8);
    private static final Backlog BACKLOG = new Backlog(20, 30);
    private static final Settlement.Succeeded DONE = new Settlement.Succeeded("done".getBytes(StandardCharsets.UTF_8));
    private static final Settlement.Failed FAILED = new Settlement.Failed(ErrorCode.FUNCTION_FAILED, "no luck");
    private static final Settlement.Discarded GONE =
            new Settlement.Discarded(ErrorCode.FUNCTION_REMOVED, "the function was removed");

    protected final SimulatedClock clock = new SimulatedClock();

    @TempDir
    Path dir;

    private InvocationStore store;

    /** Opens the store of a directory, as a new server does: what was there before is there. */
    protected abstract InvocationStore open(Path dir, InvocationStore.Settings settings, SimulatedClock clock)
            throws IOException;

    @BeforeEach
    void open() throws IOException {
        // Its jitter always takes the longest.
        RandomGenerator longest = () -> -1L;
        Backoff afterCrash = new Backoff(CRASH_PAUSE, Duration.ofMinutes(5), longest);
        store = open(dir, new InvocationStore.Settings(BACKLOG, 0, afterCrash, ONE::equals), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() throws IOException {
        store.close();
        open();
    }

    @Test
    void whatIsEnqueuedIsClaimedAsItWas() {
        Invocation invocation = invocation(ONE);
        assertThat(enqueue(invocation)).isEmpty();

        Attempt claimed = claimOne(ONE);

        assertThat(claimed.invocation()).usingRecursiveComparison().isEqualTo(invocation);
        assertThat(claimed.number()).isEqualTo(1);
        assertThat(claimed.failures() + claimed.lost() + claimed.lostAlone()).isZero();
        assertThat(record(invocation).status()).isEqualTo(InvocationStatus.RUNNING);
    }

    @Test
    void whatIsEnqueuedWithALeaseIsClaimedWithIt() {
        Invocation invocation = invocation(ONE);

        assertThat(enqueueWithLease(invocation)).isEqualTo(Enqueued.CLAIMED);

        assertThat(record(invocation).status()).isEqualTo(InvocationStatus.RUNNING);
        assertThat(record(invocation).attempt()).isEqualTo(1);
        assertThat(record(invocation).startedAt()).isPresent();
        assertThat(claim(ONE, 10)).isEmpty();
        clock.advance(LEASE);
        assertThat(maintenance().requeueExpiredLeases(now()).join()).isEqualTo(1);
        assertThat(settle(first(invocation), DONE).valid()).isFalse();
        assertThat(settle(claimOne(ONE), DONE).valid()).isTrue();

        Invocation next = invocation(ONE);
        assertThat(enqueueWithLease(next)).isEqualTo(Enqueued.CLAIMED);
        assertThat(settle(first(next), DONE).valid()).isTrue();
        assertThat(record(next).status()).isEqualTo(InvocationStatus.SUCCESS);
        assertThat(records().tally().drift()).isZero();
    }

    @Test
    void whatIsEnqueuedWithALeaseWaitsWhereOthersOfItsFunctionDo() {
        Invocation before = enqueue(ONE, 1).get(0);

        assertThat(enqueueWithLease(invocation(OTHER))).isEqualTo(Enqueued.CLAIMED);
        Invocation behind = invocation(ONE);
        assertThat(enqueueWithLease(behind)).isEqualTo(Enqueued.WAITING);

        Attempt claimed = claimOne(ONE);
        assertThat(claimed.invocation().requestId()).isEqualTo(id(before));
        assertThat(ids(claim(ONE, 10))).containsExactly(id(behind));
        assertThat(enqueueWithLease(invocation(ONE))).isEqualTo(Enqueued.CLAIMED);
    }

    @Test
    void whatIsNotDueYetHoldsUpNothingThatIsNew() {
        enqueue(ONE, 1);
        settle(claimOne(ONE), requeued(now().plusSeconds(30), 1));
        assertThat(claim(ONE, 10)).isEmpty();

        assertThat(enqueueWithLease(invocation(ONE))).isEqualTo(Enqueued.CLAIMED);
        clock.advance(Duration.ofSeconds(30));
        assertThat(enqueueWithLease(invocation(ONE))).isEqualTo(Enqueued.WAITING);
    }

    @Test
    void aFunctionsBacklogIsLimitedAndSaysSo() {
        enqueue(ONE, (int) BACKLOG.perFunction());

        assertThat(enqueue(invocation(ONE))).get().asString().contains("backlog is full");
        assertThat(enqueue(invocation(OTHER))).isEmpty();
        assertThat(records().tally().accepted()).isEqualTo(BACKLOG.perFunction() + 1);

        claimOne(ONE);
        assertThat(enqueue(invocation(ONE))).isEmpty();
    }

    @Test
    void theBacklogOfAllFunctionsIsLimited() {
        enqueue(ONE, (int) BACKLOG.perFunction());
        enqueue(OTHER, (int) (BACKLOG.inAll() - BACKLOG.perFunction()));

        assertThat(enqueue(invocation(OTHER))).get().asString().contains("backlog is full");
    }

    @Test
    void whatIsCanceledBeforeItIsStoredIsNeverClaimed() {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Enqueued> write = queue().enqueue(invocation(ONE), Optional::empty);
            boolean given = write.cancel(false);
            assertThat(claim(ONE, 10)).hasSize(given ? 0 : 1);
        }
    }

    @Test
    void theLongestDueIsClaimedFirstAndNoMoreThanAskedFor() {
        List<Invocation> waiting = enqueue(ONE, 4);
        settle(claimOne(ONE), requeued(now().plusSeconds(30), 1));
        clock.advance(Duration.ofSeconds(60));

        assertThat(ids(claim(ONE, 2))).containsExactlyInAnyOrder(id(waiting.get(1)), id(waiting.get(2)));
        assertThat(ids(claim(ONE, 1))).containsExactly(id(waiting.get(3)));
        assertThat(ids(claim(ONE, 10))).containsExactly(id(waiting.get(0)));
    }

    @Test
    void onlyTheFunctionsOwnIsClaimed() {
        enqueue(ONE, 1);
        Invocation other = enqueue(OTHER, 1).get(0);

        assertThat(ids(claim(OTHER, 10))).containsExactly(id(other));
    }

    @Test
    void nothingIsClaimedTwice() {
        enqueue(ONE, 3);

        assertThat(claim(ONE, 10)).hasSize(3);
        assertThat(claim(ONE, 10)).isEmpty();
    }

    @Test
    void aClaimForNoSlotLooksForNothing() {
        enqueue(ONE, 1);

        assertThat(queue().claim(ONE, () -> 0, now(), lease()).join()).isEqualTo(InvocationQueue.Claim.NOTHING);
        assertThat(claim(ONE, 10)).hasSize(1);
    }

    @Test
    void aClaimSaysAtOnceHowManyOfItsSlotsAreUsed() {
        enqueue(ONE, 2);
        List<Integer> used = new CopyOnWriteArrayList<>();
        InvocationQueue.ClaimLimit limit = new InvocationQueue.ClaimLimit() {
            @Override
            public int most() {
                return 3;
            }

            @Override
            public void found(int number) {
                used.add(number);
            }
        };
        queue().claim(ONE, limit, now(), lease()).join();

        assertThat(used).containsExactly(2);
    }

    @Test
    void whatIsNotDueIsNotClaimedAndTheClaimSaysWhenItIs() {
        enqueue(ONE, 1);
        Instant due = now().plusSeconds(30);
        settle(claimOne(ONE), requeued(due, 1));

        InvocationQueue.Claim early =
                queue().claim(ONE, () -> 10, now(), lease()).join();
        assertThat(early.attempts()).isEmpty();
        assertThat(early.nextDue()).contains(due);

        clock.advance(Duration.ofSeconds(30));
        InvocationQueue.Claim inTime =
                queue().claim(ONE, () -> 10, now(), lease()).join();
        assertThat(inTime.attempts()).hasSize(1);
        assertThat(inTime.nextDue()).isEmpty();
    }

    @Test
    void eachAttemptHasAHigherNumberAndKnowsTheFailuresBeforeIt() {
        enqueue(ONE, 1);
        settle(claimOne(ONE), requeued(now(), 1));
        settle(claimOne(ONE), requeued(now(), 1));

        Attempt third = claimOne(ONE);

        assertThat(third.number()).isEqualTo(3);
        assertThat(third.failures()).isEqualTo(1);
    }

    @Test
    void aSuccessIsRecordedWithItsResult() {
        Invocation invocation = enqueue(ONE, 1).get(0);
        Attempt attempt = claimOne(ONE);
        clock.advance(Duration.ofSeconds(5));

        assertThat(settle(attempt, DONE)).isEqualTo(new Settled(true, Optional.empty()));

        InvocationRecord record = record(invocation);
        assertThat(record.status()).isEqualTo(InvocationStatus.SUCCESS);
        assertThat(record.endedAt()).contains(clock.instant());
        assertThat(record.startedAt()).contains(clock.instant().minusSeconds(5));
        assertThat(records().result(id(invocation))).isEqualTo(DONE.result());
        assertThat(records().event(id(invocation))).isEqualTo(invocation.event().json());
        assertThat(records().attempts(id(invocation)))
                .containsExactly(new AttemptRecord(1, clock.instant().minusSeconds(5), clock.instant(), "SUCCESS", ""));
    }

    @Test
    void aFailureIsRecordedWithItsCodeAndMessage() {
        Invocation invocation = enqueue(ONE, 1).get(0);

        settle(claimOne(ONE), FAILED);

        assertThat(record(invocation))
                .extracting(InvocationRecord::status, InvocationRecord::errorCode, InvocationRecord::errorMessage)
                .containsExactly(InvocationStatus.FAIL, FAILED.code().number(), FAILED.message());
    }

    @Test
    void aStaleLeaseSettlesNothing() {
        Invocation invocation = enqueue(ONE, 1).get(0);
        Attempt stale = claimOne(ONE);
        settle(stale, requeued(now(), 0));
        Attempt valid = claimOne(ONE);

        assertThat(queue().settle(stale, DONE, Optional.of(invocation(OTHER)), now())
                        .join())
                .isEqualTo(Settled.OUTDATED);

        assertThat(record(invocation).status()).isEqualTo(InvocationStatus.RUNNING);
        assertThat(maintenance().waiting().join()).isEmpty();
        assertThat(settle(valid, FAILED).valid()).isTrue();
        assertThat(settle(valid, DONE).valid()).isFalse();
    }

    @Test
    void whatFollowsASettlementIsEnqueuedWithIt() {
        enqueue(ONE, 1);
        Invocation next = invocation(OTHER);

        Settled settled =
                queue().settle(claimOne(ONE), DONE, Optional.of(next), now()).join();

        assertThat(settled).isEqualTo(new Settled(true, Optional.empty()));
        assertThat(ids(claim(OTHER, 10))).containsExactly(id(next));
    }

    @Test
    void whatFollowsObeysTheBacklogAndTheSettlementCountsAllTheSame() {
        Invocation invocation = enqueue(ONE, 1).get(0);
        Attempt attempt = claimOne(ONE);
        enqueue(OTHER, (int) BACKLOG.perFunction());

        Settled settled = queue().settle(attempt, DONE, Optional.of(invocation(OTHER)), now())
                .join();

        assertThat(settled.valid()).isTrue();
        assertThat(settled.refusal()).get().asString().contains("backlog is full");
        assertThat(record(invocation).status()).isEqualTo(InvocationStatus.SUCCESS);
    }

    @Test
    void whatWaitsIsDiscardedUnlessItWasClaimedMeanwhile() {
        List<Invocation> waiting = enqueue(ONE, 2);
        clock.advance(AGE);
        List<Attempt> read = maintenance().expired(now(), 10).join().stream()
                .map(InvocationMaintenance.Expired::waiting)
                .toList();
        assertThat(ids(read)).containsExactlyInAnyOrder(id(waiting.get(0)), id(waiting.get(1)));
        Attempt claimed = queue().claim(ONE, () -> 1, now().minus(AGE), lease())
                .join()
                .attempts()
                .get(0);

        for (Attempt attempt : read) {
            boolean free = !id(attempt.invocation()).equals(id(claimed.invocation()));
            assertThat(queue().discard(attempt, GONE, Optional.empty(), now())
                            .join()
                            .valid())
                    .isEqualTo(free);
            assertThat(record(attempt.invocation()).status())
                    .isEqualTo(free ? InvocationStatus.DISCARD : InvocationStatus.RUNNING);
        }
    }

    @Test
    void aCancellationEndsWhatWaitsOrRunsAndLeavesWhatHasEnded() {
        List<Invocation> invocations = enqueue(ONE, 3);
        settle(claimOne(ONE), DONE);
        Attempt running = claimOne(ONE);

        assertThat(cancel(invocations.get(0))).contains(new Canceled(InvocationStatus.SUCCESS, false));
        assertThat(cancel(invocations.get(1))).contains(new Canceled(InvocationStatus.FAIL, true));
        assertThat(cancel(invocations.get(2))).contains(new Canceled(InvocationStatus.DISCARD, false));
        assertThat(cancel(invocation(ONE))).isEmpty();
        assertThat(queue().cancel(id(invocations.get(2)), OTHER, now()).join()).isEmpty();

        assertThat(settle(running, DONE).valid()).isFalse();
        assertThat(claim(ONE, 10)).isEmpty();
        assertThat(record(invocations.get(1)).errorCode()).isEqualTo(ErrorCode.CANCELED.number());
    }

    @Test
    void aLeaseThatHasEndedMakesTheInvocationWaitAgainAndNoSooner() {
        Invocation invocation = enqueue(ONE, 1).get(0);
        Attempt first = claimOne(ONE);
        Instant end = now().plus(LEASE);

        assertThat(maintenance().requeueExpiredLeases(end.minusMillis(1)).join())
                .isZero();
        assertThat(maintenance().requeueExpiredLeases(end).join()).isEqualTo(1);

        clock.advance(LEASE);
        assertThat(claimOne(ONE).number()).isEqualTo(2);
        assertThat(settle(first, DONE).valid()).isFalse();
        assertThat(records().attempts(id(invocation)))
                .extracting(AttemptRecord::number, AttemptRecord::outcome)
                .containsExactly(tuple(1, "LOST"));
    }

    @Test
    void aRenewedLeaseLastsLongerAndAStaleOneIsNotRenewed() {
        enqueue(ONE, 1);
        Attempt stale = claimOne(ONE);
        settle(stale, requeued(now(), 0));
        Attempt valid = claimOne(ONE);
        Instant end = now().plus(LEASE);

        queue().renew(List.of(valid), end.plusSeconds(10)).join();
        queue().renew(List.of(stale), end.plusSeconds(60)).join();

        assertThat(maintenance().requeueExpiredLeases(end.plusSeconds(9)).join())
                .isZero();
        assertThat(maintenance().requeueExpiredLeases(end.plusSeconds(10)).join())
                .isEqualTo(1);
    }

    @Test
    void whatHasExpiredIsFoundAndNoLongerClaimed() {
        Invocation invocation = enqueue(ONE, 1).get(0);
        settle(claimOne(ONE), requeued(now(), 1));
        assertThat(maintenance().expired(now().plus(AGE).minusMillis(1), 10).join())
                .isEmpty();
        clock.advance(AGE);

        assertThat(claim(ONE, 10)).isEmpty();
        assertThat(maintenance().expired(now(), 10).join())
                .singleElement()
                .satisfies(expired ->
                        assertThat(id(expired.waiting().invocation())).isEqualTo(id(invocation)))
                .satisfies(expired -> assertThat(expired.lastMessage()).isEqualTo("waits again"));
        enqueue(ONE, 5);
        clock.advance(AGE);
        assertThat(maintenance().expired(now(), 2).join()).hasSize(2);
    }

    @Test
    void whatWaitsForAFunctionIsDiscardedInBatches() {
        List<Invocation> waiting = enqueue(ONE, 4);
        Attempt running = claimOne(ONE);
        enqueue(OTHER, 1);

        assertThat(maintenance().discardAll(ONE, GONE, now(), 2).join()).isEqualTo(2);
        assertThat(maintenance().discardAll(ONE, GONE, now(), 2).join()).isEqualTo(1);

        assertThat(maintenance().waiting().join()).isEqualTo(Map.of(OTHER, 1L));
        assertThat(record(waiting.get(3)).errorMessage()).isEqualTo(GONE.message());
        assertThat(settle(running, DONE).valid()).isTrue();
    }

    @Test
    void whatWaitsIsCountedByFunction() {
        assertThat(maintenance().waiting().join()).isEmpty();
        enqueue(ONE, 3);
        enqueue(OTHER, 1);
        claimOne(ONE);
        claimOne(OTHER);

        assertThat(maintenance().waiting().join()).isEqualTo(Map.of(ONE, 2L));
    }

    @Test
    void recordsAreDeletedByAgeAndByCountOldestFirst() {
        List<Invocation> invocations = enqueue(ONE, 4);
        for (Attempt attempt : claim(ONE, 3)) {
            settle(attempt, DONE);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(maintenance().purge(now().minusSeconds(150), 100, 100).join())
                .isEqualTo(1);
        assertThat(maintenance().purge(now().minus(AGE), 1, 100).join()).isEqualTo(1);
        assertThat(maintenance().purge(now().plus(AGE), 100, 100).join()).isEqualTo(1);

        assertThat(invocations)
                .filteredOn(it -> records().find(id(it)).isPresent())
                .containsExactly(invocations.get(3));
        assertThat(records().tally()).isEqualTo(new Tally(4, 1, 0, 3, 0, 0, 3));
        assertThat(records().knows(ONE)).isTrue();
        assertThat(records().knows(OTHER)).isFalse();
    }

    @Test
    void noMoreRecordsAreDeletedThanAskedFor() {
        enqueue(ONE, 5);
        claim(ONE, 5).forEach(attempt -> settle(attempt, DONE));

        assertThat(maintenance().purge(now().minus(AGE), 1, 2).join()).isEqualTo(2);
        assertThat(records().tally().retained()).isEqualTo(3);
    }

    @Test
    void whatAnAttemptHasWrittenIsKeptWithItByteByByte() {
        Invocation invocation = enqueue(ONE, 1).get(0);
        byte[] first = {'a', 0, '\n', (byte) 0xff, 27};
        byte[] last = bytes("Grüße\n");

        settle(claimOne(ONE), requeued(now(), 1), first);
        settle(claimOne(ONE), requeued(now(), 2));
        settle(claimOne(ONE), DONE, last);

        Map<Integer, byte[]> logs = records().logs(id(invocation));
        assertThat(logs.keySet()).containsExactly(1, 3);
        assertThat(logs.get(1)).isEqualTo(first);
        assertThat(logs.get(3)).isEqualTo(last);
        assertThat(records().logs(id(invocation(ONE)))).isEmpty();
    }

    @Test
    void whatAnAttemptHasWrittenIsKeptAlsoWhereItWasCanceledMeanwhile() {
        Invocation invocation = enqueue(ONE, 1).get(0);
        Attempt running = claimOne(ONE);
        cancel(invocation);

        assertThat(settle(running, DONE, bytes("stopped")).valid()).isFalse();

        assertThat(record(invocation).status()).isEqualTo(InvocationStatus.FAIL);
        assertThat(records().logs(id(invocation)).get(1)).asString().isEqualTo("stopped");
    }

    @Test
    void theNewestLogsOfAFunctionAreFoundInTheOrderInWhichTheyWereStored() {
        List<Invocation> invocations = enqueue(ONE, 4);
        enqueue(OTHER, 1);
        settle(claimOne(OTHER), DONE, bytes("other"));
        Instant start = now();
        for (Attempt attempt : claim(ONE, 4)) {
            boolean writes = !id(attempt.invocation()).equals(id(invocations.get(2)));
            settle(attempt, DONE, writes ? bytes("one") : bytes(""));
            clock.advance(Duration.ofSeconds(1));
        }

        LogEntry first = new LogEntry(id(invocations.get(0)), 1, start);
        LogEntry second = new LogEntry(id(invocations.get(1)), 1, start.plusSeconds(1));
        LogEntry last = new LogEntry(id(invocations.get(3)), 1, start.plusSeconds(3));
        assertThat(records().newestLogs(ONE, Instant.EPOCH, 10)).containsExactly(first, second, last);
        assertThat(records().newestLogs(ONE, Instant.EPOCH, 2)).containsExactly(second, last);
        assertThat(records().newestLogs(ONE, start.plusSeconds(1), 10)).containsExactly(second, last);
        assertThat(records().newestLogs(ONE, now(), 10)).isEmpty();
    }

    @Test
    void logsAreDeletedWithTheirRecordAndBeyondTheirLimitOldestFirst() {
        List<Invocation> invocations = enqueue(ONE, 4);
        for (Attempt attempt : claim(ONE, 4)) {
            settle(attempt, DONE, new byte[100]);
            clock.advance(Duration.ofSeconds(1));
        }

        maintenance().purge(now().minus(AGE), 3, 100).join();
        maintenance().purgeLogs(300, 100).join();
        assertThat(withLogs(invocations)).containsExactlyElementsOf(invocations.subList(1, 4));

        maintenance().purgeLogs(299, 100).join();
        assertThat(withLogs(invocations)).containsExactlyElementsOf(invocations.subList(2, 4));
        maintenance().purgeLogs(299, 100).join();
        assertThat(withLogs(invocations)).containsExactlyElementsOf(invocations.subList(2, 4));

        maintenance().purge(now().plus(AGE), 100, 100).join();
        maintenance().purgeLogs(300, 100).join();
        assertThat(withLogs(invocations)).isEmpty();
        assertThat(records().newestLogs(ONE, Instant.EPOCH, 10)).isEmpty();
    }

    private List<Invocation> withLogs(List<Invocation> invocations) {
        return invocations.stream()
                .filter(one -> !records().logs(id(one)).isEmpty())
                .toList();
    }

    @Test
    void recordsAreListedNewestFirstInPages() {
        List<Invocation> invocations = enqueue(ONE, 5);
        enqueue(OTHER, 1);
        settle(claimOne(ONE), DONE);

        List<InvocationRecord> page = records().list(query(Optional.of(ONE), Long.MAX_VALUE, 3));
        assertThat(page)
                .extracting(InvocationRecord::requestId)
                .containsExactly(id(invocations.get(4)), id(invocations.get(3)), id(invocations.get(2)));
        assertThat(records().list(query(Optional.of(ONE), page.get(2).sequence(), 3)))
                .extracting(InvocationRecord::requestId)
                .containsExactly(id(invocations.get(1)), id(invocations.get(0)));
        assertThat(records().list(query(Optional.empty(), Long.MAX_VALUE, 100))).hasSize(6);
    }

    @Test
    void recordsAreListedByStatusAndTime() {
        List<Invocation> invocations = enqueue(ONE, 1);
        Instant first = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        invocations.addAll(enqueue(ONE, 1));
        settle(claimOne(ONE), DONE);

        assertThat(listed(Optional.of(InvocationStatus.SUCCESS), Optional.empty(), Optional.empty()))
                .containsExactly(id(invocations.get(0)));
        assertThat(listed(Optional.empty(), Optional.empty(), Optional.of(first)))
                .containsExactly(id(invocations.get(0)));
        assertThat(listed(Optional.empty(), Optional.of(first.plusMillis(1)), Optional.empty()))
                .containsExactly(id(invocations.get(1)));
        assertThat(listed(Optional.of(InvocationStatus.WAIT), Optional.of(first), Optional.of(first)))
                .isEmpty();
    }

    @Test
    void recordsAreListedByTimeAndInTheirOrderAlsoWhereTheClockWasSetBack() {
        List<Invocation> accepted = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (int hour : List.of(0, 1, -3, 1, 1, -1, 2)) {
            clock.set(Duration.ofHours(hour));
            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofMinutes(7));
                Invocation invocation = invocation(ONE);
                enqueueWithLease(invocation);
                accepted.add(invocation);
                times.add(record(invocation).acceptedAt());
            }
        }
        for (Instant from : times) {
            Instant until = from.plus(Duration.ofMinutes(40));
            List<UUID> expected = new ArrayList<>();
            for (int i = times.size() - 1; i >= 0; i--) {
                if (!times.get(i).isBefore(from) && !times.get(i).isAfter(until)) {
                    expected.add(id(accepted.get(i)));
                }
            }
            assertThat(listed(Optional.empty(), Optional.of(from), Optional.of(until)))
                    .isEqualTo(expected);
        }
    }

    private List<UUID> listed(Optional<InvocationStatus> status, Optional<Instant> from, Optional<Instant> until) {
        return records().list(new Query(Optional.of(ONE), status, from, until, Long.MAX_VALUE, 100)).stream()
                .map(InvocationRecord::requestId)
                .toList();
    }

    @Test
    void everythingIsThereWhenTheStoreIsOpenedAgain() throws IOException {
        List<Invocation> invocations = enqueue(ONE, 2);
        settle(claimOne(ONE), DONE);
        Tally before = records().tally();

        reopen();

        assertThat(records().tally()).isEqualTo(before);
        assertThat(records().result(id(invocations.get(0)))).isEqualTo(DONE.result());
        assertThat(claimOne(ONE).invocation()).usingRecursiveComparison().isEqualTo(invocations.get(1));
    }

    @Test
    void whatRanWhenTheServerEndedWaitsAgainALittleLongerEachTime() throws IOException {
        enqueue(ONE, 1);
        Attempt lost = claimOne(ONE);
        for (int times = 1; times <= 2; times++) {
            reopen();
            assertThat(claim(ONE, 10)).isEmpty();
            clock.advance(CRASH_PAUSE.multipliedBy(times));

            Attempt again = claimOne(ONE);
            assertThat(again.number()).isEqualTo(times + 1);
            assertThat(again.lost()).isEqualTo(times);
            assertThat(again.lostAlone()).isEqualTo(times);
        }
        assertThat(settle(lost, DONE).valid()).isFalse();
    }

    @Test
    void whatRanInCompanyDidNotRunAlone() throws IOException {
        enqueue(ONE, 2);
        claim(ONE, 2);
        reopen();
        clock.advance(CRASH_PAUSE);

        assertThat(claim(ONE, 2)).extracting(Attempt::lost, Attempt::lostAlone).containsOnly(tuple(1, 0));
    }

    @Test
    void theStoresClockDoesNotFollowTheSystemsAlsoNotOverAStart() throws IOException {
        Instant before = now();
        clock.set(Duration.ofHours(-3));
        maintenance().keepUp().join();
        assertThat(now()).isEqualTo(before);
        enqueue(ONE, 1);
        clock.set(Duration.ofHours(-3));
        reopen();

        assertThat(now()).isAfterOrEqualTo(before);
        assertThat(claim(ONE, 10)).hasSize(1);
    }

    @Test
    void nothingIsLostOrDoneTwiceWhereManyUseItAtOnce() throws Exception {
        int threads = 6;
        int each = 30;
        Set<UUID> claimed = ConcurrentHashMap.newKeySet();
        AtomicInteger twice = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<Long> drifts = new ArrayList<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            work.add(() -> {
                for (int n = 0; n < each; n++) {
                    enqueueWhenThereIsRoom();
                    for (Attempt attempt : claim(ONE, 3)) {
                        twice.addAndGet(claimed.add(attempt.invocation().requestId()) ? 0 : 1);
                        ended.addAndGet(settle(attempt, DONE).valid() ? 1 : 0);
                    }
                }
                return null;
            });
        }
        work.add(() -> {
            do {
                drifts.add(records().tally().drift());
            } while (ended.get() < threads * each / 2);
            return null;
        });
        ExecutorService executor = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> done : executor.invokeAll(work)) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
        claim(ONE, 100).forEach(attempt -> ended.addAndGet(settle(attempt, DONE).valid() ? 1 : 0));

        assertThat(twice).hasValue(0);
        assertThat(ended).hasValue(threads * each);
        assertThat(drifts).containsOnly(0L);
        assertThat(records().tally()).isEqualTo(new Tally(ended.get(), 0, 0, ended.get(), 0, 0, 0));
    }

    private void enqueueWhenThereIsRoom() {
        while (enqueue(invocation(ONE)).isPresent()) {
            claim(ONE, 1).forEach(attempt -> settle(attempt, requeued(now(), 0)));
        }
    }

    private InvocationQueue queue() {
        return store.queue();
    }

    private InvocationMaintenance maintenance() {
        return store.maintenance();
    }

    private InvocationRecords records() {
        return store.records();
    }

    private Instant now() {
        return queue().clock().instant();
    }

    private Invocation invocation(FunctionUrn function) {
        Event event = new Event("{\"k\":\"\u00fc\"}".getBytes(StandardCharsets.UTF_8));
        return new Invocation(UUID.randomUUID(), function, event, now(), now().plus(AGE));
    }

    private List<Invocation> enqueue(FunctionUrn function, int count) {
        List<Invocation> invocations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            invocations.add(invocation(function));
            assertThat(enqueue(invocations.get(i))).isEmpty();
        }
        return invocations;
    }

    private Optional<String> enqueue(Invocation invocation) {
        Enqueued enqueued = queue().enqueue(invocation, Optional::empty).join();
        assertThat(enqueued.claimed()).isFalse();
        return enqueued.refusal();
    }

    private Enqueued enqueueWithLease(Invocation invocation) {
        return queue().enqueue(invocation, () -> Optional.of(lease())).join();
    }

    private static Attempt first(Invocation invocation) {
        return new Attempt(invocation, 1, 0, 0, 0);
    }

    private List<Attempt> claim(FunctionUrn function, int limit) {
        return queue().claim(function, () -> limit, now(), lease()).join().attempts();
    }

    private Lease lease() {
        return new Lease(now().plus(LEASE), CONCURRENCY);
    }

    private Attempt claimOne(FunctionUrn function) {
        List<Attempt> claimed = claim(function, 1);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private Settled settle(Attempt attempt, Settlement settlement) {
        return queue().settle(attempt, settlement, Optional.empty(), now()).join();
    }

    private Settled settle(Attempt attempt, Settlement settlement, byte[] log) {
        return queue().settle(attempt, settlement, Optional.empty(), now(), log).join();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Canceled> cancel(Invocation invocation) {
        return queue().cancel(id(invocation), invocation.function(), now()).join();
    }

    private InvocationRecord record(Invocation invocation) {
        return records().find(id(invocation)).orElseThrow();
    }

    private static Settlement.Requeued requeued(Instant dueAt, int failures) {
        return new Settlement.Requeued(dueAt, failures, "waits again");
    }

    private static Query query(Optional<FunctionUrn> function, long before, int limit) {
        return new Query(function, Optional.empty(), Optional.empty(), Optional.empty(), before, limit);
    }

    private static UUID id(Invocation invocation) {
        return invocation.requestId();
    }

    private static List<UUID> ids(List<Attempt> attempts) {
        return attempts.stream().map(attempt -> id(attempt.invocation())).toList();
    }
}
