package dev.functiongraph.async.server.runtime.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of child processes.
 *
 * @param directory for what they need; made when it is needed
 * @param idleTimeout after how long without an event an instance is ended
 * @param user the user as whom they run; empty: the server's own
 * @param quiet how long code must have been unchanged before it is run
 */
public record ChildSettings(Path directory, Duration idleTimeout, Optional<String> user, Duration quiet) {}
