package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.wire.Exchange;
import java.util.List;

/**
 * One deviation of the subject from what is required.
 *
 * @param expected and {@code actual}: complete sentences or phrases, for people
 * @param exchanges what was sent and what came back, in this order; of a client, in the one case; empty if it lies in
 *     none
 * @param together whether they took place on one connection
 * @param call the client's case as it was given to the client; empty for a server
 */
public record Mismatch(String expected, String actual, List<Exchange> exchanges, boolean together, String call) {

    public Mismatch {
        exchanges = List.copyOf(exchanges);
    }
}
