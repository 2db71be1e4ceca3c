package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A check of credentials, which refuses late whoever fails again and again. */
abstract class CredentialsCheck extends CheckHandler {
    final CredentialsFile credentials;
    final Audience audience;
    private final LateRefusals late;

    CredentialsCheck(
            CredentialsFile credentials, LateRefusals late, Audience audience, ErrorWriter errors, Handler handler) {
        super(errors, handler);
        this.audience = audience;
        this.credentials = credentials;
        this.late = late;
    }

    @Override
    final void refuse(Request request, Response response, Callback callback, RefusedException refusal) {
        late.answer(request, response, callback, refusal);
    }
}
