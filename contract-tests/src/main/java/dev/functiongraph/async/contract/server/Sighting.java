package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.wire.Exchange;

/** What a listing said of one invocation, and the exchange that shows it. */
record Sighting(JsonNode record, Exchange listing) {

    String status() {
        return record.path("status").asText();
    }

    int errorCode() {
        return record.path("error_code").asInt();
    }

    boolean hasEnded() {
        return Patience.ENDS.contains(status());
    }
}
