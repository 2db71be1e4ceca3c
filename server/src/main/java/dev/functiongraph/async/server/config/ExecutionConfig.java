package dev.functiongraph.async.server.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of execution: functions, concurrency, backlog, retries. */
public interface ExecutionConfig {
    /** The functions file; absent: the bundled demo catalog. */
    Optional<Path> functions();

    /** How many attempts of all functions together may run at once. 1 to 100,000. */
    @WithDefault("2000")
    int maxConcurrency();

    /** How many invocations may wait in all. 1 to 1,000,000,000. */
    @WithDefault("10000000")
    long maxBacklog();

    /** How many invocations of one function may wait. 1 to 1,000,000,000. */
    @WithDefault("2000000")
    long maxFunctionBacklog();

    /** How much longer than its function's timeout an attempt's lease lasts. */
    @WithDefault("30s")
    Duration leaseMargin();

    /** The longest wait before the first repetition; it doubles with each further one. */
    @WithDefault("1s")
    Duration retryBase();

    /** The longest wait before any repetition. */
    @WithDefault("5m")
    Duration retryCap();

    /** How long a function must be gone from the functions file before what waits for it is discarded. */
    @WithDefault("60s")
    Duration removalGrace();

    /** How long a process of a function may be without an event before it is ended. */
    @WithDefault("5m")
    Duration idleInstanceTimeout();

    /** The user as whom functions' processes run, where the server is root's; absent: the server's own. */
    Optional<String> runFunctionsAs();

    /** How long a stopping server lets requests and attempts under way end. */
    @WithDefault("20s")
    Duration drainTimeout();
}
