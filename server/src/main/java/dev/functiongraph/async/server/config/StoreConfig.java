package dev.functiongraph.async.server.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where invocations are kept. */
public interface StoreConfig {
    /** The directory of the database; made if it is not there. */
    @WithDefault("data")
    Path dataDir();

    /** How long a caller waits for stable storage before the answer is 503. */
    @WithDefault("5s")
    Duration writeTimeout();
}
