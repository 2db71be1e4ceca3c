package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.RefusedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.regex.Pattern;

/**
 * The refusal of paths that differ from those of the contract, and that JAX-RS would take for the same: with a slash at
 * the end, something behind a {@code ;}, or a segment of dots.
 */
@PreMatching
final class OtherPathFilter implements ContainerRequestFilter {
    private static final Pattern DOTS = Pattern.compile("/\\.\\.?(?:/|$)");

    @Override
    public void filter(ContainerRequestContext request) {
        String raw = request.getUriInfo().getRequestUri().getRawPath();
        if (raw.indexOf(';') >= 0) {
            throw RefusedException.malformed("the path must not contain ';'");
        }
        if ((raw.contains("/.") && DOTS.matcher(raw).find())
                || (raw.endsWith("/")
                        && ContractPath.project(request.getUriInfo().getPath()).isPresent())) {
            throw new NotFoundException();
        }
    }
}
