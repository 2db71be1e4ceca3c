package dev.functiongraph.async.server.http.error;

import dev.functiongraph.async.server.invocation.StoreException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The errors of the contract for all that is thrown under Jersey. No detail of a fault of the server gets out. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger log = LoggerFactory.getLogger(ErrorMapper.class);

    private final Supplier<UUID> ids;

    /** @param ids of the answers that the log names */
    public ErrorMapper(Supplier<UUID> ids) {
        this.ids = ids;
    }

    @Override
    public Response toResponse(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return ErrorWriter.answer(refusal(cause == null ? failure : cause));
    }

    private RefusedException refusal(Throwable failure) {
        if (failure instanceof RefusedException refusal) {
            return refusal;
        }
        if (failure instanceof ParamException parameter) {
            return RefusedException.malformed("the query parameter " + parameter.getParameterName() + " is malformed");
        }
        if (failure instanceof HeaderValueException) {
            return new RefusedException(ErrorStatus.BAD_REQUEST);
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < ErrorStatus.INTERNAL) {
            return refusedByJersey(web.getResponse());
        }
        UUID id = ids.get();
        return fault(failure, id).with(RequestIdHeader.NAME, id);
    }

    private static RefusedException refusedByJersey(Response response) {
        RefusedException refusal = new RefusedException(response.getStatus());
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return allow == null ? refusal : refusal.with(HttpHeaders.ALLOW, allow);
    }

    private static RefusedException fault(Throwable failure, UUID id) {
        if (failure instanceof StoreException) {
            if (!StoreException.isLogged(failure)) {
                log.error("{} the store cannot be used", id, failure);
            }
            return new RefusedException(ErrorStatus.UNAVAILABLE, "the store cannot be used");
        }
        log.error("{} internal error", id, failure);
        return new RefusedException(
                ErrorStatus.INTERNAL, "internal error; the server's log has more under the request id " + id);
    }
}
