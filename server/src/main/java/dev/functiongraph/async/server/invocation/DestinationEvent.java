package dev.functiongraph.async.server.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The event that FunctionGraph documents for destinations. */
final class DestinationEvent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DestinationEvent() {}

    /** Without the payloads where it would be too large with them. */
    static Event of(Attempt attempt, Settlement settlement, Instant endedAt) {
        Response response = settlement.visit(new ResponseOf());
        byte[] whole =
                json(attempt, response, endedAt, attempt.invocation().event().text(), response.payload());
        return new Event(whole.length <= Event.MAX_BYTES ? whole : json(attempt, response, endedAt, "", ""));
    }

    private static byte[] json(
            Attempt attempt, Response response, Instant endedAt, String request, String responsePayload) {
        ObjectNode event = JSON.createObjectNode().put("timestamp", endedAt.toString());
        event.putObject("request_context")
                .put("request_id", attempt.invocation().requestId().toString())
                .put("function_urn", attempt.invocation().function().toString())
                .put("condition", response.condition())
                .put("approximate_invoke_count", attempt.number());
        event.put("request_payload", request);
        event.putObject("response_context")
                .put("status_code", response.statusCode())
                .put("function_error", "");
        event.put("response_payload", responsePayload);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Response(int statusCode, String condition, String payload) {
        /** {@code UnhandledInvocationError} is FunctionGraph's; for what was never run it documents no word. */
        static Response error(String condition, String message) {
            return new Response(
                    500,
                    condition,
                    JSON.createObjectNode().put("errorMessage", message).toString());
        }
    }

    private static final class ResponseOf implements Settlement.Visitor<Response> {
        @Override
        public Response succeeded(Settlement.Succeeded succeeded) {
            return new Response(200, "", new String(succeeded.result(), StandardCharsets.UTF_8));
        }

        @Override
        public Response failed(Settlement.Failed failed) {
            return Response.error("UnhandledInvocationError", failed.message());
        }

        @Override
        public Response discarded(Settlement.Discarded discarded) {
            return Response.error("EventAgeExceeded", discarded.message());
        }

        /** No destination is told of an invocation that goes on. */
        @Override
        public Response requeued(Settlement.Requeued requeued) {
            throw new IllegalArgumentException("it has not ended");
        }
    }
}
