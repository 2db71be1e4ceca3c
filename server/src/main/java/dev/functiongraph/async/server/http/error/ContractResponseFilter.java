package dev.functiongraph.async.server.http.error;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The correction of answers that Jersey makes by itself, without an exception, to errors of the contract. */
public final class ContractResponseFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        if (allow != null) {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, withoutOptions(allow));
        }
        // Jersey answers OPTIONS at every path; the contract has no such operation.
        if (request.getMethod().equals(HttpMethod.OPTIONS) && response.getStatus() < ErrorStatus.BAD_REQUEST) {
            refuse(response, ErrorStatus.METHOD_NOT_ALLOWED);
        }
        // A header that Jersey cannot parse is answered without a body.
        if (response.getStatus() >= ErrorStatus.BAD_REQUEST && !response.hasEntity()) {
            refuse(response, response.getStatus());
        }
    }

    private static void refuse(ContainerResponseContext response, int status) {
        response.setStatus(status);
        response.setEntity(new RefusedException(status).body(), new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }

    private static String withoutOptions(String allow) {
        return Arrays.stream(allow.split(","))
                .map(String::strip)
                .filter(method -> !method.equals(HttpMethod.OPTIONS))
                .collect(Collectors.joining(", "));
    }
}
