package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The refusal of an {@code Accept} that names JSON in order to exclude it, such as {@code application/json;q=0}:
 * Jersey takes it for a wish. Of several ranges the most specific one counts (RFC 9110, section 12.5.1).
 */
final class AcceptFilter implements ContainerRequestFilter {
    private static final Comparator<MediaType> MOST_SPECIFIC_FIRST =
            Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype);

    private static final Pattern ZERO = Pattern.compile("0(\\.0*)?");

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getHeaders().get(HttpHeaders.ACCEPT) == null) {
            return;
        }
        List<MediaType> ranges = request.getAcceptableMediaTypes();
        boolean excluded = ranges.stream()
                .filter(MediaType.APPLICATION_JSON_TYPE::isCompatible)
                .min(MOST_SPECIFIC_FIRST)
                .filter(range -> ZERO.matcher(range.getParameters().getOrDefault("q", "1"))
                        .matches())
                .isPresent();
        if (excluded && ContractPath.project(request.getUriInfo().getPath()).isPresent()) {
            throw new RefusedException(ErrorStatus.NOT_ACCEPTABLE);
        }
    }
}
