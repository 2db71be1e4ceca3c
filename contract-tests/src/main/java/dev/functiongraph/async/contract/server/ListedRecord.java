package dev.functiongraph.async.contract.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.wire.Exchange;

/** The record of one invocation in a listing, and the exchange that shows it. */
public record ListedRecord(JsonNode record, Exchange listing) {

    public String status() {
        return record.path("status").asText();
    }

    public int errorCode() {
        return record.path("error_code").asInt();
    }

    public boolean hasEnded() {
        return InvocationPoller.ENDS.contains(status());
    }
}
