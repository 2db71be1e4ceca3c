package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import dev.functiongraph.async.server.credentials.signature.SignatureClaim;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The check of a request's signature, once its body is there. */
final class SignatureHandler extends CheckHandler {
    private final CredentialsFile credentials;
    private final LateRefusals late;

    SignatureHandler(CredentialsFile credentials, LateRefusals late, ErrorWriter errors, Handler handler) {
        super(errors, handler);
        this.credentials = credentials;
        this.late = late;
    }

    @Override
    void check(Request request) {
        if (!(request.getAttribute(CredentialsHandler.CLAIM) instanceof SignatureClaim claim)) {
            return;
        }
        try {
            GuardedPath path = GuardedPath.of(request).orElseThrow();
            path.requireAllowed(claim.verify(credentials, ((BufferedRequest) request).body()));
        } catch (InvalidCredentialsException e) {
            throw InvalidCredentialsRefusal.ofSignature(e, Optional.of(claim.accessKey()));
        }
    }

    @Override
    void refuse(Request request, Response response, Callback callback, RefusedException refusal) {
        late.answer(request, response, callback, refusal);
    }
}
