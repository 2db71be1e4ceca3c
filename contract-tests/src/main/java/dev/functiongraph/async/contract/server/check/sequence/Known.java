package dev.functiongraph.async.contract.server.check.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What is known of one invocation of a sequence. Moments are counted, not measured: clocks of two machines differ.
 *
 * @param sent before its request, and {@code accepted} after its answer
 */
record Known(String id, int sent, int accepted, Optional<End> end) {

    /**
     * How it ended.
     *
     * @param record as it was listed; empty where only the answer of a cancellation told the status
     * @param seen when that was known
     */
    record End(String status, Optional<JsonNode> record, int seen) {}

    boolean isOlderThan(Known other) {
        return accepted < other.sent;
    }

    Known ended(End how) {
        return new Known(id, sent, accepted, Optional.of(how));
    }
}
