package dev.functiongraph.async.server.http.request;

/** For whom a port is. */
public enum Audience {
    /** Callers, by the published contract; and whoever reads the metrics. */
    CALLERS,
    /** Operators alone, whatever the project. */
    OPERATORS
}
