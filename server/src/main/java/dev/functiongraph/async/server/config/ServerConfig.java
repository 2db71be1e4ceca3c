package dev.functiongraph.async.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** All settings of a server, a part for each concern. Read once, immutable. */
@ConfigMapping(prefix = ServerConfig.PREFIX)
public interface ServerConfig {
    String PREFIX = "functiongraph";

    @WithParentName
    HttpConfig http();

    @WithParentName
    ExecutionConfig execution();

    @WithParentName
    StoreConfig store();
}
