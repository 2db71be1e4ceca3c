package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** The refusal of what JAX-RS would drop in silence: {@code test;x=y} is not a name of the function {@code test}. */
final class MatrixParameterFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().getRawPath().indexOf(';') >= 0) {
            throw RefusedException.malformed("the path must not contain ';'");
        }
    }
}
