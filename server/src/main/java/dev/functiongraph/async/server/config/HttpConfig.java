package dev.functiongraph.async.server.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the server's address, of its callers' credentials, and of what a caller may use. */
public interface HttpConfig {
    /** The address to bind: a name or an IP address of this machine. */
    @WithDefault("127.0.0.1")
    HostAddress host();

    /** 0 to 65,535; 0 picks a free port. */
    @WithDefault("8080")
    int port();

    /** The port of the same address on which operators are served; 0 to 65,535. Absent: they are not. */
    Optional<Integer> operatorPort();

    /** Threads that serve requests: as many requests wait for stable storage at once. 8 to 10,000. */
    @WithDefault("200")
    int threads();

    /** Connections at once; as many more wait until one is closed. 1 to 1,000,000. */
    @WithDefault("10000")
    int maxConnections();

    /** Connections of one address at once; further ones are closed. 1 to 1,000,000. */
    @WithDefault("5000")
    int maxConnectionsPerAddress();

    /** The request line and the header fields together. 1KiB to 1MiB. */
    @WithDefault("16KiB")
    @WithConverter(ByteSize.class)
    long maxHeaderSize();

    /**
     * How long a connection may stay idle; also how long the head of a request may take, counted from when the
     * connection was opened or the answer before was sent.
     */
    @WithDefault("30s")
    Duration idleTimeout();

    /** How long a request's body may take to arrive. */
    @WithDefault("30s")
    Duration bodyTimeout();

    /**
     * Bytes per second, on average, at which a request's body must arrive and a large answer must be read; the first 5
     * s are not counted. 1B to 1MiB.
     */
    @WithDefault("1KiB")
    @WithConverter(ByteSize.class)
    long minDataRate();

    /**
     * The memory that request bodies and answers may take together. When it is full, the slowest clients lose theirs,
     * and what still does not fit is answered with 503. 8MiB to 1024GiB; absent: a sixteenth of the heap, at least
     * 8MiB.
     */
    @WithConverter(ByteSize.class)
    Optional<Long> maxBuffers();

    /** The tokens and keys that the server accepts; its commands write it. Absent: no credentials are required. */
    Optional<Path> credentialsFile();

    /** Whether a server without credentials may be reached from other machines. */
    @WithDefault("false")
    boolean serveWithoutCredentialsToAnyone();

    /** How late the answers to further credentials that do not count are at most. */
    @WithDefault("2s")
    Duration maxRefusalDelay();

    /**
     * The server's certificate in PEM, followed by those that lead to an authority. If set, the server speaks TLS, and
     * nothing else. It is read again when it changes.
     */
    Optional<Path> tlsCertificate();

    /** The private key of the certificate, in PEM (PKCS #8, not encrypted). It is read again when it changes. */
    Optional<Path> tlsPrivateKey();

    /** Certificates in PEM: clients must show one that one of these has signed. Absent: clients need none. */
    Optional<Path> tlsClientAuthorities();

    /** Whether the values of an event may be any JSON. The contract allows strings alone. */
    @WithDefault("false")
    boolean anyJsonEvents();

    /** Origins whose web pages may call this server, such as {@code https://app.example}; its own always may. */
    Optional<List<WebOrigin>> allowedOrigins();

    /**
     * Names, besides localhost, its own and all IP addresses, by which this server may be addressed; others are refused
     * where no credentials are required.
     */
    Optional<List<HostName>> allowedHosts();
}
