package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import dev.functiongraph.async.server.credentials.signature.SignatureClaim;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/** The check of a request's signature, once its body is there. */
final class SignatureHandler extends CredentialsCheck {
    SignatureHandler(
            CredentialsFile credentials, LateRefusals late, Audience audience, ErrorWriter errors, Handler handler) {
        super(credentials, late, audience, errors, handler);
    }

    @Override
    void check(Request request) {
        if (!(request.getAttribute(CredentialsHandler.CLAIM) instanceof SignatureClaim claim)) {
            return;
        }
        try {
            GuardedPath path = GuardedPath.of(request, audience).orElseThrow();
            path.requireAllowed(claim.verify(credentials, ((BufferedRequest) request).body()));
        } catch (InvalidCredentialsException e) {
            throw InvalidCredentialsRefusal.ofSignature(e, Optional.of(claim.accessKey()));
        }
    }
}
