package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.net.URI;
import java.time.Duration;

/** The client that is checked. Called by several threads at once. */
@FunctionalInterface
public interface ClientUnderTest {

    /**
     * Performs one call.
     *
     * @param base where the reference server of this case is
     * @param limit after which it is given up, and reported as {@link ClientReport#HUNG}
     * @throws CouldNotRunException if there is no report, so that nothing can be said of the client
     */
    ClientReport perform(URI base, ClientCase call, Duration limit) throws CouldNotRunException, InterruptedException;
}
