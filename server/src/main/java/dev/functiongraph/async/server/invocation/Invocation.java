package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.UUID;

/**
 * A request to run a function, as it is accepted.
 *
 * @param requestId stays the same over all attempts
 * @param function the version that the caller's reference led to at acceptance
 * @param acceptedAt on the steady clock, like {@code expiresAt}
 * @param expiresAt when it may no longer be attempted: its acceptance and the function's maximum event age
 */
public record Invocation(UUID requestId, FunctionUrn function, Event event, Instant acceptedAt, Instant expiresAt) {}
