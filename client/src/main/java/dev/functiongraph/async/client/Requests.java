package dev.functiongraph.async.client;

import dev.functiongraph.async.client.model.CancelRequest;
import dev.functiongraph.async.client.model.InvocationStatus;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes the contract's requests, ready to be sent. */
record Requests(URI baseUri, Credentials credentials) {

    private static final int LARGEST_EVENT = 262_144;

    HttpRequest invoke(String projectId, String functionUrn, Map<String, String> event) {
        BodyPublisher body = event == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes(event));
        HttpRequest.Builder request = InvocationsRequests.asyncInvokeFunction(
                baseUri,
                Arguments.pathSegment("projectId", projectId),
                Arguments.pathSegment("functionUrn", functionUrn),
                body);
        return ready(event == null ? request : request.setHeader("Content-Type", "application/json"));
    }

    HttpRequest list(String projectId, String functionUrn, InvocationQuery query) {
        Objects.requireNonNull(query, "query");
        return ready(InvocationsRequests.listAsyncInvocations(
                baseUri,
                Arguments.pathSegment("projectId", projectId),
                Arguments.pathSegment("functionUrn", functionUrn),
                query.requestId().orElse(null),
                query.status().map(Enum::name).map(InvocationStatus::fromValue).orElse(null),
                query.acceptedFrom().map(Instant::toString).orElse(null),
                query.acceptedTo().map(Instant::toString).orElse(null),
                query.limit().isPresent() ? query.limit().getAsInt() : null,
                query.marker().isPresent() ? query.marker().getAsLong() : null));
    }

    HttpRequest cancel(String projectId, String functionUrn, UUID requestId) {
        CancelRequest body = new CancelRequest()
                .requestId(Objects.requireNonNull(requestId, "requestId"))
                .type(CancelRequest.TypeEnum.FORCE);
        return ready(InvocationsRequests.cancelAsyncInvocation(
                        baseUri,
                        Arguments.pathSegment("projectId", projectId),
                        Arguments.pathSegment("functionUrn", functionUrn),
                        BodyPublishers.ofByteArray(Json.write(body)))
                .setHeader("Content-Type", "application/json"));
    }

    private HttpRequest ready(HttpRequest.Builder request) {
        credentials.addTo(request);
        return request.setHeader("User-Agent", UserAgent.VALUE).build();
    }

    /**
     * Refuses what the server would refuse, because its 413 can be lost: it closes the connection while the body is still
     * on its way, and the reset overtakes the answer.
     */
    private static byte[] bytes(Map<String, String> event) {
        byte[] json = Json.write(event);
        if (json.length > LARGEST_EVENT) {
            String message = "the event has %d bytes as JSON, more than %d; nothing was sent";
            throw new EventTooLargeException(Outcome.withoutAnswer(message.formatted(json.length, LARGEST_EVENT)));
        }
        return json;
    }
}
