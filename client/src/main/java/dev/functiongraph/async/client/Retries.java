package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Which failures a request survives, and for how long.
 *
 * @param total how long all its attempts and pauses may take together; empty where each request is sent once
 */
record Retries(Optional<Duration> total) {

    static final Retries NONE = new Retries(Optional.empty());
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    /** Whether a request is sent again after such a failure, if there is time. */
    boolean survive(FunctionGraphException failure, Operation<?> operation) {
        return total.isPresent() && allow(failure, operation);
    }

    /** How long to pause before the next attempt; empty where there is to be none. */
    Optional<Duration> pauseAfter(FunctionGraphException failure, Operation<?> operation, int attempt, Time time) {
        if (!survive(failure, operation)) {
            return Optional.empty();
        }
        Duration atLeast = failure instanceof ServiceUnavailableException unavailable
                ? unavailable.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
        return Optional.of(atLeast.plus(BACKOFF.pause(attempt, time)));
    }

    /**
     * An event only where it cannot have been queued: the contract's 503 names the seconds to wait, so that one without them
     * is not trusted that far. Everything else the contract always lets be sent again.
     */
    private static boolean allow(FunctionGraphException failure, Operation<?> operation) {
        if (operation.storesEvent()) {
            return failure instanceof ServiceUnavailableException unavailable
                            && unavailable.retryAfter().isPresent()
                    || failure instanceof TransportException && !failure.mayHaveBeenAccepted() && canPass(failure);
        }
        return failure.status() >= 500 || failure instanceof TransportException && canPass(failure);
    }

    /** A certificate that is not trusted will not be trusted in a second either. */
    private static boolean canPass(FunctionGraphException failure) {
        return !(failure.getCause() instanceof SSLException);
    }
}
