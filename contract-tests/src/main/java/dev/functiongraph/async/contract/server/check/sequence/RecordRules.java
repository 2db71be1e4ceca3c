package dev.functiongraph.async.contract.server.check.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.server.InvocationPoller;
import java.util.Optional;
import java.util.Set;

/** What each record must have by its status alone. */
final class RecordRules {
    private static final Set<String> STARTED = Set.of("RUNNING", "SUCCESS");
    private static final Set<String> BAD = Set.of("FAIL", "DISCARD");

    private RecordRules() {}

    /** The rule that a record breaks, in words. */
    static Optional<String> broken(JsonNode record) {
        String status = record.path("status").asText();
        if (record.has("end_time") != InvocationPoller.ENDS.contains(status)) {
            return Optional.of("an end_time if, and only if, it has ended");
        }
        if (STARTED.contains(status) && !record.has("start_time")) {
            return Optional.of("a start_time, as it has started");
        }
        return (record.path("error_code").asInt() != 0) == BAD.contains(status)
                ? Optional.empty()
                : Optional.of("an error_code if, and only if, it failed or was discarded");
    }
}
