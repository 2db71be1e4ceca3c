package dev.functiongraph.async.server.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import java.util.Optional;

/** Lets only those through whose token is of the path's project, where the operator demands credentials. */
@PreMatching
@Priority(CredentialsFilter.PRIORITY)
final class CredentialsFilter implements ContainerRequestFilter {
    static final int PRIORITY = 1_000;
    private static final String TOKEN_HEADER = "X-Auth-Token";
    /** The metrics, for one, belong to no project. */
    static final String CONTRACT_PATHS = "v2/";

    private final Credentials credentials;

    CredentialsFilter(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!credentials.areDemanded() || !request.getUriInfo().getPath().startsWith(CONTRACT_PATHS)) {
            return;
        }
        Optional<String> project = credentials.project(request.getHeaderString(TOKEN_HEADER));
        if (project.isEmpty()) {
            request.abortWith(ApiError.of(ApiError.UNAUTHORIZED, "valid credentials are required")
                    .header(HttpHeaders.WWW_AUTHENTICATE, TOKEN_HEADER)
                    .build());
        } else if (!project.get().equals(pathProject(request))) {
            request.abortWith(ApiError.of(ApiError.FORBIDDEN, "the credentials belong to another project")
                    .build());
        }
    }

    /** Every operation of the contract lies under {@code /v2/{project_id}}. */
    private static String pathProject(ContainerRequestContext request) {
        List<PathSegment> path = request.getUriInfo().getPathSegments();
        return path.size() > 1 ? path.get(1).getPath() : "";
    }
}
