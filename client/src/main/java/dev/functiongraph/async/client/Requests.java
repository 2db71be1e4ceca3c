package dev.functiongraph.async.client;

import dev.functiongraph.async.client.model.CancelRequest;
import dev.functiongraph.async.client.model.InvocationStatus;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The contract's requests, without the headers that each attempt adds.
 *
 * <p>What the contract determines is generated from it: method, path, parameters ({@code InvocationsRequests}) and
 * models. The sending is written by hand, because the generator's own is wrong for this API in ways that no setting
 * changes: it sends {@code null} for an absent body, stops the clock at the headers, decodes text with the platform's
 * charset, and puts whole answers into messages.
 */
record Requests(URI baseUri) {

    private static final int LARGEST_EVENT = 262_144;

    Request<AcceptedInvocation> invoke(String projectId, String functionUrn, @Nullable Map<String, String> event) {
        return invoke(projectId, functionUrn, event == null ? null : Json.write(event));
    }

    Request<AcceptedInvocation> invokeJson(String projectId, String functionUrn, String event) {
        return invoke(projectId, functionUrn, Arguments.text("event", event).getBytes(StandardCharsets.UTF_8));
    }

    private Request<AcceptedInvocation> invoke(String projectId, String functionUrn, byte @Nullable [] event) {
        Body body = event == null ? Body.NONE : Body.of(notTooLarge(event));
        HttpRequest.Builder request = InvocationsRequests.asyncInvokeFunction(
                baseUri,
                Arguments.pathSegment("projectId", projectId),
                Arguments.pathSegment("functionUrn", functionUrn),
                body.publisher());
        return ready(
                event == null ? request : request.setHeader("Content-Type", "application/json"),
                body,
                Operation.INVOKE);
    }

    Request<InvocationPage> list(String projectId, String functionUrn, InvocationQuery query) {
        Objects.requireNonNull(query, "query");
        return ready(
                InvocationsRequests.listAsyncInvocations(
                        baseUri,
                        Arguments.pathSegment("projectId", projectId),
                        Arguments.pathSegment("functionUrn", functionUrn),
                        query.requestId().orElse(null),
                        query.status()
                                .map(Enum::name)
                                .map(InvocationStatus::fromValue)
                                .orElse(null),
                        query.acceptedFrom().map(Instant::toString).orElse(null),
                        query.acceptedTo().map(Instant::toString).orElse(null),
                        query.limit().isPresent() ? query.limit().getAsInt() : null,
                        query.marker().isPresent() ? query.marker().getAsLong() : null),
                Body.NONE,
                Operation.LIST);
    }

    Request<Optional<Invocation>> find(String projectId, String functionUrn, UUID requestId) {
        Objects.requireNonNull(requestId, "requestId");
        Request<InvocationPage> list =
                list(projectId, functionUrn, InvocationQuery.all().withRequestId(requestId));
        return new Request<>(list.http(), list.body(), Operation.find(requestId));
    }

    Request<Invocation.Status> cancel(String projectId, String functionUrn, UUID requestId) {
        Body body = Body.of(Json.write(new CancelRequest()
                .requestId(Objects.requireNonNull(requestId, "requestId"))
                .type(CancelRequest.TypeEnum.FORCE)));
        return ready(
                InvocationsRequests.cancelAsyncInvocation(
                                baseUri,
                                Arguments.pathSegment("projectId", projectId),
                                Arguments.pathSegment("functionUrn", functionUrn),
                                body.publisher())
                        .setHeader("Content-Type", "application/json"),
                body,
                Operation.cancel(requestId));
    }

    private static <R> Request<R> ready(HttpRequest.Builder request, Body body, Operation<R> operation) {
        return new Request<>(request.setHeader("User-Agent", UserAgent.VALUE).build(), body, operation);
    }

    /**
     * Refuses what the server would refuse, because its 413 can be lost: it closes the connection while the body is
     * still on its way, and the reset overtakes the answer.
     */
    private static byte[] notTooLarge(byte[] json) {
        if (json.length > LARGEST_EVENT) {
            String message = "the event has %d bytes as JSON, more than %d; nothing was sent";
            throw new EventTooLargeException(
                    FailureDetails.withoutAnswer(message.formatted(json.length, LARGEST_EVENT)));
        }
        return json;
    }
}
