package dev.functiongraph.async.server.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sees to it that every answer which leaves Jersey is one of the contract, those too that Jersey makes by itself. */
final class AnswerFilter implements ContainerResponseFilter {
    /** The only place where the official clients look for the id of a failure. */
    static final String REQUEST_ID = "X-Request-Id";

    private final Supplier<UUID> ids;

    AnswerFilter(Supplier<UUID> ids) {
        this.ids = ids;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(REQUEST_ID)) {
            response.getHeaders().putSingle(REQUEST_ID, ids.get());
        }
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, withoutOptions(allow));
        }
        // Jersey answers OPTIONS at every path; the contract has no such operation.
        if (request.getMethod().equals(HttpMethod.OPTIONS) && response.getStatus() < ApiError.BAD_REQUEST) {
            refuse(response, ApiError.METHOD_NOT_ALLOWED);
        }
        // A header that Jersey cannot parse is answered without a body.
        if (response.getStatus() >= ApiError.BAD_REQUEST && !response.hasEntity()) {
            refuse(response, response.getStatus());
        }
    }

    private static void refuse(ContainerResponseContext response, int status) {
        response.setStatus(status);
        response.setEntity(
                ApiError.body(status, ApiError.message(status)), new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }

    private static String withoutOptions(String allow) {
        return Arrays.stream(allow.split(","))
                .map(String::strip)
                .filter(method -> !method.equals(HttpMethod.OPTIONS))
                .collect(Collectors.joining(", "));
    }
}
