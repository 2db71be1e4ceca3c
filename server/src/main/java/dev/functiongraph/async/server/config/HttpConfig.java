package dev.functiongraph.async.server.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the server is reached, and what of it a caller may use. */
public interface HttpConfig {
    /** The address to bind: a name or an IP address of this machine. */
    @WithDefault("127.0.0.1")
    String host();

    /** 0 to 65,535; 0 takes any free port. */
    @WithDefault("8080")
    int port();

    /** Threads that serve requests: as many requests wait for stable storage at once. 8 to 10,000. */
    @WithDefault("200")
    int threads();

    /** Connections at once; more wait until one is closed. 1 to 1,000,000. */
    @WithDefault("10000")
    int maxConnections();

    /** The request line and the header fields together. 1KiB to 1MiB. */
    @WithDefault("16KiB")
    @WithConverter(ByteSize.class)
    long maxHeaderSize();

    /** After how long without a byte a connection is closed. */
    @WithDefault("30s")
    Duration idleTimeout();

    /** How long a request's body may take to arrive. */
    @WithDefault("30s")
    Duration bodyTimeout();

    /** A file that says {@code token: project_id} line by line, in YAML. Absent: no credentials are demanded. */
    Optional<Path> tokensFile();
}
