package dev.functiongraph.async.server.benchmark.peers;

/** A library that runs jobs which it keeps in a database, with one kind of job, which does nothing. */
interface Peer extends AutoCloseable {
    /** Returns when the job is on stable storage. */
    void enqueue(String event);

    /** Counts what is not done yet: its result is one number. */
    String openJobsSql();

    @Override
    void close();
}
