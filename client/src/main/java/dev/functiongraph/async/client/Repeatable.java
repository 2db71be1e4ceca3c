package dev.functiongraph.async.client;

/** The kinds of requests that may be sent again after a failure, and may then succeed. */
enum Repeatable {
    /** None: the same request would fail again. */
    NONE,
    /** Those that store no event. */
    WITHOUT_EVENT,
    /** All: no event was queued. */
    ALL
}
