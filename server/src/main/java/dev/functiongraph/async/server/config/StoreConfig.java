package dev.functiongraph.async.server.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of the store: its directory, its limits, and how long records are kept. */
public interface StoreConfig {
    /** The directory of the database; created if absent. */
    @WithDefault("data")
    Path dataDir();

    /** The database that several servers share instead, such as {@code jdbc:postgresql://host1,host2/functiongraph}. */
    Optional<StoreUrl> store();

    /** The user there, unless the URL names one. */
    Optional<String> storeUser();

    /** The file that contains that user's password and nothing else; only its owner may read it. */
    Optional<Path> storePasswordFile();

    /** That password itself, if there is no such file; from the environment alone. */
    Optional<Secret> storePassword();

    /** Whether a database is used that may lose what it has committed, and with it accepted invocations. */
    @WithDefault("false")
    boolean storeMayLoseInvocations();

    /** How often a server tells the others that share its database that it lives. 10ms to 1h. */
    @WithDefault("5s")
    Duration heartbeat();

    /** After so long without a heartbeat a server is taken for dead; at least three times the heartbeat. */
    @WithDefault("30s")
    Duration nodeTimeout();

    /** How long a caller waits for stable storage before the answer is 503. */
    @WithDefault("5s")
    Duration writeTimeout();

    /** With less free space than this on the data directory's disk, nothing is accepted. 0B to 1024GiB. */
    @WithDefault("256MiB")
    @WithConverter(ByteSize.class)
    long minFreeDisk();

    /** How long the record of an ended invocation is kept. */
    @WithDefault("7d")
    Duration retentionAge();

    /** Of how many ended invocations the records are kept; the oldest go first. 0 to 1,000,000,000. */
    @WithDefault("1000000")
    long retentionCount();

    /** How much is kept of what functions have written, all of it together; the oldest goes first. 0B to 1024GiB. */
    @WithDefault("1GiB")
    @WithConverter(ByteSize.class)
    long maxLogSize();
}
