package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.invocation.StoreException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import java.util.function.Supplier;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong under Jersey into an error of the contract; nothing of a fault of ours gets out. */
final class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger log = LoggerFactory.getLogger(ErrorMapper.class);

    private final Supplier<UUID> ids;

    ErrorMapper(Supplier<UUID> ids) {
        this.ids = ids;
    }

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof InvalidRequestException invalid) {
            return ApiError.of(ApiError.BAD_REQUEST, invalid.getMessage()).build();
        }
        if (failure instanceof ParamException parameter) {
            String message = "the query parameter " + parameter.getParameterName() + " is malformed";
            return ApiError.of(ApiError.BAD_REQUEST, message).build();
        }
        if (failure instanceof HeaderValueException) {
            return ApiError.of(ApiError.BAD_REQUEST, ApiError.message(ApiError.BAD_REQUEST))
                    .build();
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < ApiError.INTERNAL) {
            return refused(web.getResponse());
        }
        UUID id = ids.get();
        if (failure instanceof StoreException) {
            if (!StoreException.isLogged(failure)) {
                log.error("{} the store cannot be used", id, failure);
            }
            return ApiError.of(ApiError.UNAVAILABLE, "the store cannot be used")
                    .header(AnswerFilter.REQUEST_ID, id)
                    .build();
        }
        log.error("{} internal error", id, failure);
        String message = "internal error; the server's log has more under the request id " + id;
        return ApiError.of(ApiError.INTERNAL, message)
                .header(AnswerFilter.REQUEST_ID, id)
                .build();
    }

    private static Response refused(Response original) {
        int status = original.getStatus();
        Response.ResponseBuilder response = ApiError.of(status, ApiError.message(status));
        if (original.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            response.header(HttpHeaders.ALLOW, original.getHeaderString(HttpHeaders.ALLOW));
        }
        return response.build();
    }
}
