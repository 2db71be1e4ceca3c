package dev.functiongraph.async.server.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationQueue.ClaimLimit;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.invocation.InvocationQueue.Settled;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.InvocationStoreContract;
import dev.functiongraph.async.server.store.memory.BrokenStore.Call;
import dev.functiongraph.async.server.store.memory.BrokenStore.Defect;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Deliberately broken stores: the contract's suite sees that each promise is broken. */
class BrokenStoresTest {
    private record Broken(String seenBy, String method, Defect defect) {}

    private static final List<Broken> ALL = List.of(
            new Broken(
                    "whatIsEnqueuedIsClaimedAsItWas",
                    "enqueue",
                    call -> call.with(0, withoutEvent(call.argument(0))).make()),
            new Broken(
                    "whatIsEnqueuedWithALeaseIsClaimedWithIt",
                    "enqueue",
                    call -> call.with(1, (Supplier<Object>) Optional::empty).make()),
            new Broken("whatIsEnqueuedWithALeaseWaitsWhereOthersOfItsFunctionDo", "enqueue", call -> {
                Object enqueued = call.make();
                return call.<Supplier<Optional<Lease>>>argument(1).get().isPresent()
                        ? CompletableFuture.completedFuture(Enqueued.CLAIMED)
                        : enqueued;
            }),
            new Broken(
                    "whatIsNotDueYetHoldsUpNothingThatIsNew",
                    "enqueue",
                    call -> call.data().rows().anyMatch(row -> row.status == InvocationStatus.WAIT)
                            ? call.with(1, (Supplier<Object>) Optional::empty).make()
                            : call.make()),
            new Broken("aFunctionsBacklogIsLimitedAndSaysSo", "enqueue", call -> accepted(call.make())),
            new Broken("theBacklogOfAllFunctionsIsLimited", "enqueue", call -> accepted(call.make())),
            new Broken("whatIsCanceledBeforeItIsStoredIsNeverClaimed", "enqueue", call -> {
                call.make();
                return new CompletableFuture<>();
            }),
            new Broken(
                    "theLongestDueIsClaimedFirstAndNoMoreThanAskedFor",
                    "claim",
                    call -> call.with(1, oneMore(call.argument(1))).make()),
            new Broken(
                    "onlyTheFunctionsOwnIsClaimed",
                    "claim",
                    call -> call.with(0, anyFunction(call)).make()),
            new Broken("nothingIsClaimedTwice", "claim", call -> {
                Claim claim = call.<CompletableFuture<Claim>>make().join();
                waitAgain(call);
                return CompletableFuture.completedFuture(claim);
            }),
            new Broken(
                    "aClaimForNoSlotLooksForNothing",
                    "claim",
                    call -> call.with(1, (ClaimLimit) () -> 1).make()),
            new Broken(
                    "aClaimSaysAtOnceHowManyOfItsSlotsAreUsed",
                    "claim",
                    call -> call.with(1, untold(call.argument(1))).make()),
            new Broken(
                    "whatIsNotDueIsNotClaimedAndTheClaimSaysWhenItIs",
                    "claim",
                    call -> call.with(2, call.<Instant>argument(2).plusSeconds(60))
                            .make()),
            new Broken("eachAttemptHasAHigherNumberAndKnowsTheFailuresBeforeIt", "settle", call -> {
                Object settled = call.make();
                call.data().rows().forEach(row -> row.attempt = 0);
                return settled;
            }),
            new Broken("aSuccessIsRecordedWithItsResult", "result", call -> new byte[0]),
            new Broken("aFailureIsRecordedWithItsCodeAndMessage", "settle", call -> {
                Object settled = call.make();
                call.data().rows().forEach(row -> row.message = "");
                return settled;
            }),
            new Broken(
                    "aStaleLeaseSettlesNothing",
                    "settle",
                    call -> call.with(0, lastAttempt(call.argument(0), call)).make()),
            new Broken(
                    "whatFollowsASettlementIsEnqueuedWithIt",
                    "settle",
                    call -> call.with(2, Optional.empty()).make()),
            new Broken("whatFollowsObeysTheBacklogAndTheSettlementCountsAllTheSame", "settle", call -> {
                CompletableFuture<Settled> settled = call.make();
                return settled.thenApply(it -> it.refusal().isPresent() ? Settled.OUTDATED : it);
            }),
            new Broken("whatWaitsIsDiscardedUnlessItWasClaimedMeanwhile", "discard", call -> {
                waitAgain(call);
                return call.with(0, lastAttempt(call.argument(0), call)).make();
            }),
            new Broken("aCancellationEndsWhatWaitsOrRunsAndLeavesWhatHasEnded", "cancel", call -> {
                call.data().find(call.argument(0)).ifPresent(row -> row.status = InvocationStatus.WAIT);
                return call.make();
            }),
            new Broken(
                    "aLeaseThatHasEndedMakesTheInvocationWaitAgainAndNoSooner",
                    "requeueExpiredLeases",
                    call -> call.with(0, call.<Instant>argument(0).plusMillis(1))
                            .make()),
            new Broken("aRenewedLeaseLastsLongerAndAStaleOneIsNotRenewed", "renew", call -> {
                call.data().rows().forEach(row -> row.dueAt = call.argument(1));
                return CompletableFuture.completedFuture(null);
            }),
            new Broken(
                    "whatHasExpiredIsFoundAndNoLongerClaimed",
                    "expired",
                    call -> call.with(0, call.<Instant>argument(0).minusMillis(1))
                            .make()),
            new Broken(
                    "whatWaitsForAFunctionIsDiscardedInBatches",
                    "discardAll",
                    call -> call.with(3, Integer.MAX_VALUE).make()),
            new Broken("whatWaitsIsCountedByFunction", "waiting", call -> {
                CompletableFuture<Map<FunctionUrn, Long>> counts = call.make();
                call.data().accepted.forEach(function -> counts.join().putIfAbsent(function, 0L));
                return counts;
            }),
            new Broken(
                    "recordsAreDeletedByAgeAndByCountOldestFirst",
                    "purge",
                    call -> call.with(0, call.<Instant>argument(0).plus(Duration.ofHours(2)))
                            .make()),
            new Broken(
                    "noMoreRecordsAreDeletedThanAskedFor",
                    "purge",
                    call -> call.with(2, call.<Integer>argument(2) + 1).make()),
            new Broken("whatAnAttemptHasWrittenIsKeptWithItByteByByte", "logs", call -> {
                SortedMap<Integer, byte[]> logs = call.make();
                logs.replaceAll(
                        (number, text) -> new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
                return logs;
            }),
            new Broken("whatAnAttemptHasWrittenIsKeptAlsoWhereItWasCanceledMeanwhile", "settle", call -> {
                CompletableFuture<Settled> settled = call.make();
                if (!settled.join().valid()) {
                    call.data().logs.clear();
                }
                return settled;
            }),
            new Broken(
                    "theNewestLogsOfAFunctionAreFoundInTheOrderInWhichTheyWereStored",
                    "newestLogs",
                    call -> reversed(call.make())),
            new Broken(
                    "logsAreDeletedWithTheirRecordAndBeyondTheirLimitOldestFirst",
                    "purgeLogs",
                    call -> call.with(0, Long.MAX_VALUE).make()),
            new Broken("recordsAreListedNewestFirstInPages", "list", call -> reversed(call.make())),
            new Broken(
                    "recordsAreListedByStatusAndTime",
                    "list",
                    call -> call.with(0, withoutStatus(call.argument(0))).make()),
            new Broken(
                    "recordsAreListedByTimeAndInTheirOrderAlsoWhereTheClockWasSetBack",
                    "list",
                    call -> call.<List<InvocationRecord>>make().stream()
                            .sorted(Comparator.comparing(InvocationRecord::acceptedAt)
                                    .reversed())
                            .toList()),
            new Broken("everythingIsThereWhenTheStoreIsOpenedAgain", "close", call -> {
                call.data().rows().toList().forEach(call.data()::purge);
                return null;
            }),
            new Broken("whatRanWhenTheServerEndedWaitsAgainALittleLongerEachTime", "claim", call -> {
                call.data().rows().forEach(row -> row.lost = 0);
                return call.make();
            }),
            new Broken("whatRanInCompanyDidNotRunAlone", "claim", call -> {
                call.data().rows().forEach(row -> row.lostAlone = row.lost);
                return call.make();
            }),
            new Broken("theStoresClockDoesNotFollowTheSystemsAlsoNotOverAStart", "clock", call -> {
                SteadyClock steady = call.make();
                return new SteadyClock(Clock.systemUTC(), () -> 0, steady.wallTime());
            }),
            new Broken("nothingIsLostOrDoneTwiceWhereManyUseItAtOnce", "tally", call -> {
                call.data().purged[0]--;
                return call.make();
            }));

    private static Broken current;

    static class BrokenContract extends InvocationStoreContract {
        @Override
        protected InvocationStore open(Path dir, InvocationStore.Settings settings, SimulatedClock clock) {
            MemoryStore store = MemoryStore.open(dir, settings, clock, clock::nanos);
            return new BrokenStore(store, MemoryStore.data(dir), current.method(), current.defect());
        }
    }

    @TestFactory
    Stream<DynamicTest> theSuiteSees() {
        return ALL.stream()
                .map(broken -> dynamicTest(broken.seenBy(), () -> {
                    current = broken;
                    EngineTestKit.engine("junit-jupiter")
                            .selectors(selectMethod(BrokenContract.class, test(broken.seenBy())))
                            .execute()
                            .testEvents()
                            .assertStatistics(
                                    statistics -> statistics.started(1).failed(1));
                }));
    }

    private static Method test(String name) throws NoSuchMethodException {
        return InvocationStoreContract.class.getDeclaredMethod(name);
    }

    @Test
    void eachPromiseIsBrokenByAStore() {
        assertThat(Stream.of(InvocationStoreContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        ALL.stream().map(Broken::seenBy).toList());
    }

    private static ClaimLimit untold(ClaimLimit limit) {
        return () -> limit.most();
    }

    private static ClaimLimit oneMore(ClaimLimit limit) {
        return () -> limit.most() + 1;
    }

    private static Invocation withoutEvent(Invocation it) {
        return new Invocation(it.requestId(), it.function(), Event.EMPTY, it.acceptedAt(), it.expiresAt());
    }

    private static CompletableFuture<Enqueued> accepted(CompletableFuture<Enqueued> stored) {
        return stored.thenApply(refused -> Enqueued.WAITING);
    }

    private static FunctionUrn anyFunction(Call call) {
        return call.data().rows().findFirst().orElseThrow().invocation.function();
    }

    private static void waitAgain(Call call) {
        call.data().rows().filter(row -> row.status == InvocationStatus.RUNNING).forEach(row -> {
            row.status = InvocationStatus.WAIT;
            row.dueAt = Instant.EPOCH;
        });
    }

    private static Attempt lastAttempt(Attempt attempt, Call call) {
        return call.data().find(attempt.invocation().requestId()).orElseThrow().attempt();
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Query withoutStatus(Query it) {
        return new Query(
                it.function(), Optional.empty(), it.acceptedFrom(), it.acceptedUntil(), it.before(), it.limit());
    }
}
