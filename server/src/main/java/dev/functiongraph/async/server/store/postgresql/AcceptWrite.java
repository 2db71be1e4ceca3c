package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationQueue.ClaimLimit;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.store.postgresql.Shares.Running;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What one {@link QueueTransaction} does for many callers: it stores what is new, and claims what waits. */
abstract class AcceptWrite<T> extends Batches.Write<T> {
    final FunctionUrn function;

    private AcceptWrite(FunctionUrn function, T first) {
        super(first);
        this.function = function;
    }

    /** Of the attempts that it is to start, if it is. */
    abstract Optional<Lease> lease();

    /** How many attempts it starts at most. */
    abstract int most();

    /** The attempts that it has started. */
    abstract List<Running> started();

    /** A new invocation. */
    static final class Enqueue extends AcceptWrite<Enqueued> {
        final Invocation invocation;
        private final Supplier<Optional<Lease>> lease;
        private boolean repeated;

        Enqueue(Invocation invocation, Supplier<Optional<Lease>> lease) {
            super(invocation.function(), Enqueued.WAITING);
            this.invocation = invocation;
            this.lease = lease;
        }

        @Override
        Optional<Lease> lease() {
            return lease.get();
        }

        @Override
        int most() {
            return 1;
        }

        @Override
        List<Running> started() {
            return result().claimed() ? List.of(new Running(invocation.requestId(), 1)) : List.of();
        }

        @Override
        boolean repeat() {
            repeated = true;
            return true;
        }

        /** Whether it may be stored already. */
        boolean isRepeated() {
            return repeated;
        }
    }

    /** A claim of what waits. */
    static final class Take extends AcceptWrite<Claim> {
        private final ClaimLimit limit;
        final Instant now;
        final Lease lease;

        Take(FunctionUrn function, ClaimLimit limit, Instant now, Lease lease) {
            super(function, Claim.NOTHING);
            this.limit = limit;
            this.now = now;
            this.lease = lease;
        }

        @Override
        Optional<Lease> lease() {
            return most() == 0 ? Optional.empty() : Optional.of(lease);
        }

        @Override
        int most() {
            return limit.most();
        }

        /** All that could be claimed has been. */
        void claimed(Claim claim) {
            result(claim);
            limit.found(claim.attempts().size());
        }

        @Override
        List<Running> started() {
            return result().attempts().stream()
                    .map(attempt -> new Running(attempt.invocation().requestId(), attempt.number()))
                    .toList();
        }
    }
}
