package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.time.Duration;
import java.util.Optional;

/** The limit of a whole run's time, which begins when this is made. Immutable. */
final class TimeLimit {
    static final TimeLimit NONE = new TimeLimit(Optional.empty());

    private final Optional<Duration> most;
    private final long begun = System.nanoTime();

    /** @param most empty for no limit */
    TimeLimit(Optional<Duration> most) {
        this.most = most;
    }

    /** @throws CouldNotRunException if the time is over */
    void check() throws CouldNotRunException {
        if (most.isPresent() && System.nanoTime() - begun > most.get().toNanos()) {
            throw new CouldNotRunException("not finished when the time of --time was over, "
                    + most.get().toMillis() / 1000.0 + " s");
        }
    }
}
