package dev.functiongraph.async.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Refuses what JAX-RS would drop in silence: {@code test;x=y} is no name of the function {@code test}. */
final class NoMatrixParameters implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().getRawPath().indexOf(';') >= 0) {
            request.abortWith(ApiError.of(ApiError.BAD_REQUEST, "the path must not contain ';'")
                    .build());
        }
    }
}
