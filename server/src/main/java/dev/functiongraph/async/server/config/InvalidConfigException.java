package dev.functiongraph.async.server.config;

import java.util.List;

/** Settings that a server cannot run with, with everything that is wrong with them. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidConfigException(List<String> problems) {
        super("the configuration cannot be used:\n  " + String.join("\n  ", problems));
    }
}
