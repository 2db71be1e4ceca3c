package dev.functiongraph.async.contract.server;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a server's check. Immutable.
 *
 * @param token of the functions' project, sent as {@code X-Auth-Token}; if there is one, the server is held to
 *     demanding credentials
 * @param key of the functions' project, which signs every request; if there is one, the server is held to demanding
 *     credentials
 * @param headers sent with every request, for gateways that ask for some
 * @param seed decides everything that is generated
 * @param cases how many inputs are generated for each kind of input, from 1
 * @param time after which no check sends anything more; empty for as long as it takes
 * @param anyJsonEvents whether the server is held to accepting events whose values are any JSON, which the contract
 *     alone does not allow
 */
public record ServerSettings(
        Target target,
        Functions functions,
        Optional<String> token,
        Optional<AccessKey> key,
        Headers headers,
        long seed,
        int cases,
        Optional<Duration> time,
        boolean anyJsonEvents) {
    public static final int DEFAULT_CASES = 100;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException if cases is less than 1, or there are both a token and a key */
    public ServerSettings {
        if (cases < 1) {
            throw new IllegalArgumentException("cases must be at least 1: " + cases);
        }
        if (token.isPresent() && key.isPresent()) {
            throw new IllegalArgumentException("a request has either a token or a signature, not both");
        }
    }

    /** Whether the server is held to demanding credentials. */
    public boolean requiresCredentials() {
        return token.isPresent() || key.isPresent();
    }

    /** Whether requests may carry credentials, which are refused for another project. */
    public boolean mayBearCredentials() {
        return requiresCredentials() || !headers.fields().isEmpty();
    }

    /** The settings for a server with the demo functions that requires no credentials. */
    public static ServerSettings of(URI base) {
        return new ServerSettings(
                new Target(base, DEFAULT_TIMEOUT),
                Functions.DEMO,
                Optional.empty(),
                Optional.empty(),
                Headers.of(),
                1,
                DEFAULT_CASES,
                Optional.empty(),
                false);
    }

    public ServerSettings withTarget(Target other) {
        return new ServerSettings(other, functions, token, key, headers, seed, cases, time, anyJsonEvents);
    }

    public ServerSettings withToken(String other) {
        return new ServerSettings(
                target, functions, Optional.of(other), key, headers, seed, cases, time, anyJsonEvents);
    }

    /** Signs every request; the secret key belongs in the environment, not in a test's source. */
    public ServerSettings withKey(String accessKey, String secretKey) {
        return withKey(new AccessKey(accessKey, secretKey));
    }

    public ServerSettings withKey(AccessKey other) {
        return new ServerSettings(
                target, functions, token, Optional.of(other), headers, seed, cases, time, anyJsonEvents);
    }

    public ServerSettings withHeaders(Headers other) {
        return new ServerSettings(target, functions, token, key, other, seed, cases, time, anyJsonEvents);
    }

    public ServerSettings withSeed(long other) {
        return new ServerSettings(target, functions, token, key, headers, other, cases, time, anyJsonEvents);
    }

    public ServerSettings withCases(int other) {
        return new ServerSettings(target, functions, token, key, headers, seed, other, time, anyJsonEvents);
    }

    /** With a limit of the whole run: checks that it does not reach could not run. */
    public ServerSettings withTime(Duration other) {
        return new ServerSettings(
                target, functions, token, key, headers, seed, cases, Optional.of(other), anyJsonEvents);
    }

    /** For a server that accepts events whose values are any JSON, as the service's newer pages allow them. */
    public ServerSettings withAnyJsonEvents() {
        return new ServerSettings(target, functions, token, key, headers, seed, cases, time, true);
    }
}
