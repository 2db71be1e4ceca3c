package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.FunctionSlots.Reservation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotsOnDemandTest {
    private static final Lease LEASE = new Lease(Instant.EPOCH, 1);

    private final AtomicInteger taken = new AtomicInteger();
    private boolean free = true;
    private final SlotsOnDemand slot = new SlotsOnDemand(this::takeOne);

    private Optional<Reservation> takeOne() {
        if (!free) {
            return Optional.empty();
        }
        taken.incrementAndGet();
        return Optional.of(new Reservation(null, null, new Slots.Taken(1, false), LEASE));
    }

    @Test
    void oneSlotIsTakenHoweverOftenItIsAskedFor() {
        assertThat(slot.get()).contains(LEASE);
        assertThat(slot.get()).contains(LEASE);

        assertThat(taken).hasValue(1);
        assertThat(slot.close()).isPresent();
    }

    @Test
    void theyAreCountedAsTheyWereTaken() {
        assertThat(slot.most()).isEqualTo(1);
        assertThat(slot.most()).isEqualTo(1);

        assertThat(taken).hasValue(1);
        slot.close();
        assertThat(slot.most()).isZero();
    }

    @Test
    void thoseForWhichThereWasNothingAreFreeAgainAndNotGivenBackTwice() {
        Slots all = new Slots(new CircuitBreaker(
                FunctionUrn.parse(TestFunctions.urn("fn")),
                new Backoff(Duration.ZERO, Duration.ZERO, new SplittableRandom(1))));
        SlotsOnDemand slots = new SlotsOnDemand(
                () -> all.take(3, Instant.EPOCH).map(three -> new Reservation(null, all, three, LEASE)));
        assertThat(slots.most()).isEqualTo(3);

        slots.found(1);
        assertThat(all.takeOne(3)).isTrue();
        assertThat(all.takeOne(3)).isTrue();

        slots.close().orElseThrow().keep(0);
        assertThat(all.takeOne(3)).isTrue();
        assertThat(all.takeOne(3)).isFalse();
    }

    @Test
    void whatIsFoundForAWriteThatNobodyWaitsForAnyMoreGivesNothingBack() {
        slot.get();
        Reservation all = slot.close().orElseThrow();

        slot.found(0);
        assertThat(all.taken().count()).isEqualTo(1);
    }

    @Test
    void noSlotIsTakenForAWriteThatNobodyWaitsForAnyMore() {
        assertThat(slot.close()).isEmpty();

        assertThat(slot.get()).isEmpty();
        assertThat(taken).hasValue(0);
    }

    @Test
    void aSlotThatWasTakenIsGivenToNobodyOnceItIsGivenBack() {
        slot.get();
        slot.close();

        assertThat(slot.get()).isEmpty();
    }

    @Test
    void aSlotThatIsFreeOnlyLaterIsTakenThen() {
        free = false;
        assertThat(slot.get()).isEmpty();

        free = true;
        assertThat(slot.get()).contains(LEASE);
    }
}
