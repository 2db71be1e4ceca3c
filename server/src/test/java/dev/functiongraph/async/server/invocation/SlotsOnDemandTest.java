package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.invocation.FunctionSlots.Reservation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import java.time.Instant;
import java.util.Optional;
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
        assertThat(slot.count()).isEqualTo(1);
        assertThat(slot.count()).isEqualTo(1);

        assertThat(taken).hasValue(1);
        slot.close();
        assertThat(slot.count()).isZero();
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
