package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * The check of query parameters by the contract's schemas, before JAX-RS converts them: it takes an empty one for
 * absent, and the first of a duplicate for all. Operations without query parameters ignore them.
 */
final class QueryParameterFilter implements ContainerRequestFilter {
    private static final String LIST = "listAsyncInvocations";

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().getRawQuery() == null) {
            // The method that Jersey injects below costs more than all other checks.
            return;
        }
        Method operation = resource.getResourceMethod();
        if (operation == null || !operation.getName().equals(LIST)) {
            return;
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            ContractSchema schema = OnDemand.SCHEMAS.get(name);
            if (schema == null) {
                return;
            }
            if (values.size() > 1) {
                throw RefusedException.malformed("the query parameter " + name + " must not be repeated");
            }
            schema.requireText("the query parameter " + name, values.get(0));
        });
    }

    /** Read with the first query, not while the server starts. */
    private static final class OnDemand {
        static final Map<String, ContractSchema> SCHEMAS =
                Contract.fromClassPath().queryParameters(LIST);
    }
}
