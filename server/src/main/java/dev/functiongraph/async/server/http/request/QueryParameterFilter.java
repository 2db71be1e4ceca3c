package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The refusal of query parameters that JAX-RS would convert all the same, or take for absent: an empty one, a number
 * with a sign or in other digits, a UUID with too few, a duplicate. Operations without query parameters ignore them.
 */
final class QueryParameterFilter implements ContainerRequestFilter {
    /** Times are checked where they are read. */
    private static final Pattern ANYTHING = Pattern.compile("(?s).*");

    private static final Map<String, Pattern> GRAMMARS = Map.of(
            "request_id",
            JsonText.UUID_TEXT,
            "status",
            Pattern.compile("[A-Z]+"),
            "query_begin_time",
            ANYTHING,
            "query_end_time",
            ANYTHING,
            "limit",
            Pattern.compile("-?[0-9]{1,10}"),
            "marker",
            Pattern.compile("-?[0-9]{1,19}"));

    private static final String LIST = "listAsyncInvocations";

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Method operation = resource.getResourceMethod();
        if (operation == null || !operation.getName().equals(LIST)) {
            return;
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            Pattern grammar = GRAMMARS.get(name);
            if (grammar != null
                    && (values.size() > 1 || !grammar.matcher(values.get(0)).matches())) {
                throw RefusedException.malformed("the query parameter " + name + " is malformed");
            }
        });
    }
}
