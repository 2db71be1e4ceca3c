package dev.functiongraph.async.server.runtime;

import java.time.Duration;
import java.util.UUID;

/** The context of one attempt, for the function that it runs. Thread-safe. */
public interface FunctionContext {

    /** The id that the caller was given; the same over all attempts. */
    UUID requestId();

    /** 1 for the first attempt; grows with each, after a crash of the server too. */
    int attempt();

    /** How long the attempt may still run; zero when its time is over, never negative. */
    Duration remainingTime();

    /** Adds a line to the log of the attempt. */
    void log(String line);

    String projectId();

    String packageName();

    String functionName();

    /** The version that was asked for, {@code latest} if none was. */
    String version();
}
