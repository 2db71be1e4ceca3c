package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.api.InvocationsApi;
import dev.functiongraph.async.server.api.model.AsyncInvocation;
import dev.functiongraph.async.server.api.model.CancelRequest;
import dev.functiongraph.async.server.api.model.CanceledInvocation;
import dev.functiongraph.async.server.api.model.InvocationStatus;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.MalformedUrnException;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.http.error.RequestIdHeader;
import dev.functiongraph.async.server.invocation.Acceptance;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.InvocationEngine;
import dev.functiongraph.async.server.invocation.InvocationPage;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The contract's operations as calls of the core, and the core's results as answers. */
public final class InvocationsResource implements InvocationsApi {
    private final Supplier<InvocationEngine> engine;

    /** @param engine asked with each request: it may be there only after this */
    public InvocationsResource(Supplier<InvocationEngine> engine) {
        this.engine = engine;
    }

    @Override
    public CompletionStage<Response> asyncInvokeFunction(String projectId, String functionUrn, Event event) {
        FunctionReference reference = reference(projectId, functionUrn);
        return engine.get()
                .accept(projectId, reference, event == null ? Event.EMPTY : event)
                .thenApply(acceptance -> acceptance.visit(new AcceptanceResponse(reference)));
    }

    @Override
    public CompletionStage<Response> listAsyncInvocations(
            String projectId,
            String functionUrn,
            UUID requestId,
            InvocationStatus status,
            String queryBeginTime,
            String queryEndTime,
            Integer limit,
            Long marker) {
        FunctionReference reference = reference(projectId, functionUrn);
        Query query = ListingMapper.query(status, queryBeginTime, queryEndTime, limit, marker);
        Optional<FunctionUrn> function = engine.get().function(projectId, reference);
        if (function.isEmpty()) {
            throw notFound(reference);
        }
        InvocationPage page = engine.get().list(query.of(function.get()), Optional.ofNullable(requestId));
        return CompletableFuture.completedFuture(
                Response.ok(ListingMapper.page(page)).build());
    }

    @Override
    public CompletionStage<Response> cancelAsyncInvocation(
            String projectId, String functionUrn, CancelRequest request) {
        FunctionReference reference = reference(projectId, functionUrn);
        Optional<FunctionUrn> function = engine.get().function(projectId, reference);
        if (function.isEmpty()) {
            throw notFound(reference);
        }
        UUID requestId = request.getRequestId();
        return engine.get()
                .cancel(requestId, function.get())
                .thenApply(ended -> ended.map(status -> new CanceledInvocation(requestId, ListingMapper.status(status)))
                        .map(canceled -> Response.ok(canceled).build())
                        .orElseThrow(() -> RefusedException.malformed("Invalid RequestId")));
    }

    static FunctionReference reference(String projectId, String functionUrn) {
        try {
            FunctionUrn.requireProjectId(projectId);
            return FunctionReference.parse(functionUrn, projectId);
        } catch (MalformedUrnException e) {
            throw RefusedException.malformed(String.valueOf(e.getMessage()));
        }
    }

    static RefusedException notFound(FunctionReference reference) {
        return new RefusedException(ErrorStatus.NOT_FOUND, "function '" + reference.functionName() + "' not exist");
    }

    private record AcceptanceResponse(FunctionReference reference) implements Acceptance.Visitor<Response> {
        @Override
        public Response accepted(Acceptance.Accepted accepted) {
            return Response.accepted(new AsyncInvocation(accepted.requestId()))
                    .header(RequestIdHeader.NAME, accepted.requestId().toString())
                    .build();
        }

        @Override
        public Response notFound(Acceptance.NotFound notFound) {
            throw InvocationsResource.notFound(reference);
        }

        @Override
        public Response disabled(Acceptance.Disabled disabled) {
            throw new RefusedException(ErrorStatus.DISABLED, "Function Disabled");
        }

        @Override
        public Response unavailable(Acceptance.Unavailable unavailable) {
            throw new RefusedException(ErrorStatus.UNAVAILABLE, unavailable.reason())
                    .with(RequestIdHeader.NAME, unavailable.requestId());
        }

        @Override
        public Response unknown(Acceptance.Unknown unknown) {
            throw new RefusedException(
                            ErrorStatus.INTERNAL,
                            "the store did not answer in time; the event may have been queued under the request id "
                                    + unknown.requestId())
                    .with(RequestIdHeader.NAME, unknown.requestId());
        }
    }
}
