package dev.functiongraph.async.client;

/** The settings and parts of a client that every call works with. */
record CallContext(
        Transport transport,
        AddedHeaders headers,
        Retries retries,
        Backoff pollInterval,
        AttemptListener listener,
        Time time) {

    /** Returns the end of the time for a request that is sent for the first time now, however often it is sent. */
    Deadline deadline() {
        return Deadline.in(retries.total().orElse(transport.requestTimeout()), time);
    }

    CallContext withoutRetries() {
        return new CallContext(transport, headers, Retries.NONE, pollInterval, listener, time);
    }
}
