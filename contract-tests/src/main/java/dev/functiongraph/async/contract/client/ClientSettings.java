package dev.functiongraph.async.contract.client;

import java.time.Duration;

/**
 * The settings of a client's check. Immutable.
 *
 * @param subject what it is called in reports, such as its command
 * @param seed decides everything that is generated
 * @param allowance how much longer than its case's time limit a call may take, for the client to start and to stop
 * @param atOnce how many calls are made at the same time, from 1
 */
public record ClientSettings(ClientUnderTest client, String subject, long seed, Duration allowance, int atOnce) {
    public static final Duration DEFAULT_ALLOWANCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    /** @throws IllegalArgumentException if atOnce is less than 1, or the allowance is negative */
    public ClientSettings {
        if (atOnce < 1 || allowance.isNegative()) {
            throw new IllegalArgumentException("atOnce must be at least 1, and the allowance not negative");
        }
    }

    public static ClientSettings of(ClientUnderTest client, String subject) {
        return new ClientSettings(client, subject, 1, DEFAULT_ALLOWANCE, AT_ONCE);
    }

    public ClientSettings withSeed(long other) {
        return new ClientSettings(client, subject, other, allowance, atOnce);
    }

    public ClientSettings withAllowance(Duration other) {
        return new ClientSettings(client, subject, seed, other, atOnce);
    }
}
