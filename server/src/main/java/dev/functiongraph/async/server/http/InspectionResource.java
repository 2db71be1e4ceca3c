package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.api.operator.InspectionApi;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.invocation.InvocationEngine;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The operations of the operators' contract. */
public final class InspectionResource implements InspectionApi {
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Supplier<InvocationEngine> engine;

    /** @param engine asked with each request: it may be there only after this */
    public InspectionResource(Supplier<InvocationEngine> engine) {
        this.engine = engine;
    }

    @Override
    public Response inspectAsyncInvocation(String projectId, String functionUrn, String requestId) {
        FunctionReference reference = InvocationsResource.reference(projectId, functionUrn);
        if (!ID.matcher(requestId).matches()) {
            throw RefusedException.malformed("the request id in the path must be a UUID");
        }
        FunctionUrn function =
                engine.get().function(projectId, reference).orElseThrow(() -> InvocationsResource.notFound(reference));
        return engine.get()
                .inspect(UUID.fromString(requestId), function)
                .map(found -> Response.ok(InspectionMapper.invocation(found)).build())
                .orElseThrow(() -> new RefusedException(
                        ErrorStatus.NOT_FOUND,
                        "function '" + reference.functionName() + "' has no invocation " + requestId));
    }
}
