package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.api.InvocationsApi;
import dev.functiongraph.async.server.api.model.AsyncInvocation;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.MalformedUrnException;
import dev.functiongraph.async.server.invocation.Acceptance;
import dev.functiongraph.async.server.invocation.AsyncInvocations;
import dev.functiongraph.async.server.invocation.Event;
import jakarta.ws.rs.core.Response;

/** The contract's operation: hands the event to the use case and says what came of it. */
final class InvocationsResource implements InvocationsApi {
    private final AsyncInvocations invocations;

    InvocationsResource(AsyncInvocations invocations) {
        this.invocations = invocations;
    }

    @Override
    public Response asyncInvokeFunction(String projectId, String functionUrn, Event event) {
        FunctionReference reference;
        try {
            FunctionUrn.requireProjectId(projectId);
            reference = FunctionReference.parse(functionUrn, projectId);
        } catch (MalformedUrnException e) {
            return ApiError.of(ApiError.BAD_REQUEST, e.getMessage()).build();
        }
        Acceptance acceptance = invocations.accept(projectId, reference, event == null ? Event.EMPTY : event);
        if (acceptance instanceof Acceptance.Accepted accepted) {
            return Response.accepted(new AsyncInvocation(accepted.requestId()))
                    .header(AnswerFilter.REQUEST_ID, accepted.requestId())
                    .build();
        }
        if (acceptance instanceof Acceptance.NotFound absent) {
            return ApiError.of(ApiError.NOT_FOUND, "function '" + absent.functionName() + "' not exist")
                    .build();
        }
        if (acceptance instanceof Acceptance.Disabled) {
            return ApiError.of(ApiError.DISABLED, "Function Disabled").build();
        }
        return ApiError.of(ApiError.UNAVAILABLE, ((Acceptance.Unavailable) acceptance).reason())
                .build();
    }
}
