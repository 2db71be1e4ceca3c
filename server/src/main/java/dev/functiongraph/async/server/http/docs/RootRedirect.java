package dev.functiongraph.async.server.http.docs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;

/** The way from {@code /} to the documentation page, for browsers: to all else there is nothing at this path. */
@PreMatching
public final class RootRedirect implements ContainerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().isEmpty()
                && READING.contains(request.getMethod())
                && request.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)) {
            request.abortWith(Response.status(Response.Status.FOUND)
                    .location(URI.create(DocsFiles.PAGE))
                    .build());
        }
    }
}
