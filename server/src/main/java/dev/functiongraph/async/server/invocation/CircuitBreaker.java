package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker of one runtime: after several attempts in a row that it could not run, only one at a time is tried,
 * with growing pauses, until one can be run again. So a dead runtime costs less than an attempt a second, however many
 * invocations wait. Thread-safe.
 */
final class CircuitBreaker {
    private static final Logger log = LoggerFactory.getLogger(CircuitBreaker.class);
    /** More than one: a busy container refuses some and runs the others. */
    static final int FAILURES_TO_OPEN = 5;
    /** A runtime that comes back is noticed within that. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Shorter: what it refuses may be this one invocation, and the next be welcome. */
    private static final Duration LONGEST_PAUSE_OF_ANSWERED = Duration.ofSeconds(1);

    private final FunctionUrn function;
    private final Backoff backoff;
    private int unavailable;
    private int probes;
    private boolean probing;
    private Instant probeAt = Instant.MIN;

    CircuitBreaker(FunctionUrn function, Backoff backoff) {
        this.function = function;
        this.backoff = backoff;
    }

    /** How many of the free slots may be used now. */
    synchronized int allowed(int free, Instant now) {
        if (!isOpen()) {
            return free;
        }
        return probing || now.isBefore(probeAt) ? 0 : Math.min(free, 1);
    }

    /** When the next attempt may be tried, where that is not now. */
    synchronized Instant nextProbe() {
        return isOpen() && !probing ? probeAt : Instant.MAX;
    }

    synchronized boolean isOpen() {
        return unavailable >= FAILURES_TO_OPEN;
    }

    /**
     * Something is about to be started.
     *
     * @return whether it is the one attempt that is tried; until its end no other is allowed
     */
    synchronized boolean reserve() {
        probing = isOpen();
        return probing;
    }

    /** An attempt was run, however it ended. */
    synchronized void ran() {
        if (isOpen()) {
            log.info("{} can be run again", function);
        }
        unavailable = 0;
        probes = 0;
        probing = false;
        probeAt = Instant.MIN;
    }

    /** @param probe what {@link #reserve} said of the attempt: of those that began before, none counts any more */
    synchronized void couldNotRun(boolean probe, Outcome.Unavailable outcome, Instant now) {
        if (isOpen() && !probe) {
            return;
        }
        unavailable++;
        if (unavailable == FAILURES_TO_OPEN) {
            log.warn(
                    "{} cannot be run: {}. Until it can, one invocation at a time is tried",
                    function,
                    outcome.reason());
        }
        if (isOpen()) {
            probing = false;
            probes++;
            Duration asked = outcome.retryAfter().orElse(Duration.ZERO);
            Duration pause = longer(backoff.before(probes), asked);
            Duration longest = outcome.answered() && asked.isZero() ? LONGEST_PAUSE_OF_ANSWERED : LONGEST_PAUSE;
            probeAt = now.plus(pause.compareTo(longest) < 0 ? pause : longest);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** An attempt was not started, or was stopped, which says nothing of its runtime. */
    synchronized void stopped(boolean probe) {
        if (probe) {
            probing = false;
        }
    }
}
