package dev.functiongraph.async.server.http.request;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** The refusal of a path of the contract with a slash at its end: JAX-RS would take it for the same without one. */
@PreMatching
final class TrailingSlashFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.endsWith("/") && ContractPath.project(path).isPresent()) {
            throw new NotFoundException();
        }
    }
}
