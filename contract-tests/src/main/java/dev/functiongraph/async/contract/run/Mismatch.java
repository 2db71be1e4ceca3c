package dev.functiongraph.async.contract.run;

import dev.functiongraph.async.contract.wire.Exchange;
import java.util.Optional;

/**
 * One point in which the subject did not do what was required.
 *
 * @param expected and {@code actual}: complete sentences or phrases, for people
 * @param exchange what was sent and what came back, if it lies in one exchange
 */
public record Mismatch(String expected, String actual, Optional<Exchange> exchange) {}
