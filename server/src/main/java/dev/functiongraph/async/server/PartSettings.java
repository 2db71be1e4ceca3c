package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.Secret;
import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.config.StoreConfig;
import dev.functiongraph.async.server.config.StoreUrl;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.InvocationEngine;
import dev.functiongraph.async.server.runtime.child.ChildSettings;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.postgresql.NodeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of each part of a server, which know nothing of its configuration. */
final class PartSettings {
    /** Code that is written in pieces is not run before it is complete. */
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** Its event, its result, and a copy of each on their way; and the same of one that ended before and is written. */
    private static final long BYTES_PER_ATTEMPT = 8L * Event.MAX_BYTES;

    private PartSettings() {}

    static InvocationEngine.Settings engine(ServerConfig config, Backoff backoff) {
        return new InvocationEngine.Settings(
                config.store().writeTimeout(),
                config.execution().leaseMargin(),
                config.execution().removalGrace(),
                config.store().retentionAge(),
                config.store().retentionCount(),
                config.store().maxLogSize(),
                attemptsInMemory(),
                backoff);
    }

    /** In half of the memory; the other half is for requests, and for all else. */
    private static int attemptsInMemory() {
        return (int)
                Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_ATTEMPT));
    }

    static ChildSettings children(ServerConfig config) {
        return new ChildSettings(
                // Absolute, for each process works in the directory of its code.
                config.store().dataDir().toAbsolutePath().resolve("functions"),
                config.execution().idleInstanceTimeout(),
                config.execution().runFunctionsAs(),
                QUIET);
    }

    /** Where relative paths of the functions file begin. */
    static Path directory(Optional<Path> functions) {
        return functions.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
    }

    static StoreLocation location(StoreConfig store) throws IOException {
        return StoreLocation.of(
                store.dataDir(),
                store.store().map(StoreUrl::url),
                store.storeUser(),
                store.storePasswordFile(),
                store.storePassword().map(Secret::value),
                store.storeMayLoseInvocations());
    }

    static NodeSettings node(StoreConfig store, URI uri) {
        return new NodeSettings(address(uri), Main.version(), store.heartbeat(), store.nodeTimeout());
    }

    /** The machine's name tells more than the address that is bound, which may stand for all of its addresses. */
    private static String address(URI uri) {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + uri.getPort();
        } catch (UnknownHostException e) {
            return uri.getAuthority();
        }
    }
}
