package dev.functiongraph.async.client;

/** What every request of a client is sent with. */
record CallContext(Transport transport, AddedHeaders headers, Retries retries, Time time) {

    /** When a request that is sent for the first time now must have its answer, however often it is sent. */
    Deadline deadline() {
        return Deadline.in(retries.total().orElse(transport.requestTimeout()), time);
    }
}
