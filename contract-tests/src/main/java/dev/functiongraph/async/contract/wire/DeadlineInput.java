package dev.functiongraph.async.contract.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Input with one deadline for all reads of an answer: slow bytes do not extend it. Not thread-safe. */
final class DeadlineInput extends InputStream {
    private static final long NANOS_OF_A_MILLISECOND = 1_000_000;

    private final InputStream in;
    private final Patience patience;
    private final long limit;
    private final LongSupplier clock;
    private long deadline;

    /** Limits one read of what is underneath. */
    @FunctionalInterface
    interface Patience {
        /** @param millis more than 0 */
        void set(int millis) throws IOException;
    }

    /** @param clock in nanoseconds, as {@link System#nanoTime} */
    DeadlineInput(InputStream in, Patience patience, Duration limit, LongSupplier clock) {
        this.in = in;
        this.patience = patience;
        this.limit = Math.min(limit.toMillis(), Integer.MAX_VALUE) * NANOS_OF_A_MILLISECOND;
        this.clock = clock;
        begin();
    }

    /** From now on the whole time limfound again. */
    void begin() {
        deadline = clock.getAsLong() + limit;
    }

    @Override
    public int read() throws IOException {
        limitNext();
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int start, int count) throws IOException {
        limitNext();
        return in.read(bytes, start, count);
    }

    private void limitNext() throws IOException {
        long rest = (deadline - clock.getAsLong()) / NANOS_OF_A_MILLISECOND;
        if (rest <= 0) {
            throw new SocketTimeoutException("the deadline is over");
        }
        patience.set((int) rest);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
