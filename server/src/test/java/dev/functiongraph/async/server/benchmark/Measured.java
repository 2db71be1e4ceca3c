package dev.functiongraph.async.server.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/** A server, or several that are one to their callers, with what it takes of the machine. */
interface Measured {
    /** Where it listens; waits until it does. */
    URI address() throws IOException;

    Duration cpu() throws IOException;

    /** Its resident memory; known on Linux only. */
    OptionalLong residentBytes() throws IOException;

    /** How many JVMs share the load. */
    default int jvms() {
        return 1;
    }
}
