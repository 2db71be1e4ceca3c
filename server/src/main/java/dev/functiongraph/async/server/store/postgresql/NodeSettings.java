package dev.functiongraph.async.server.store.postgresql;

import java.time.Duration;

/**
 * What a node tells the others, and when they take it for dead.
 *
 * @param address where it can be reached, to be shown
 * @param version of the server
 * @param heartbeat how often it says that it lives
 * @param silence after so long without a word it is dead, and what it ran waits again; several heartbeats
 */
public record NodeSettings(String address, String version, Duration heartbeat, Duration silence) {}
