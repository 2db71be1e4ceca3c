package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/** The check of a request's token: it must be one of the path's project. */
final class CredentialsHandler extends CheckHandler {
    private static final String TOKEN_HEADER = "X-Auth-Token";

    private final Credentials credentials;

    CredentialsHandler(Credentials credentials, ErrorWriter errors, Handler handler) {
        super(errors, handler);
        this.credentials = credentials;
    }

    @Override
    void check(Request request) {
        Optional<String> project = ContractPath.project(request.getHttpURI().getDecodedPath());
        if (project.isEmpty()) {
            return;
        }
        Optional<String> own = credentials.project(request.getHeaders().get(TOKEN_HEADER));
        if (own.isEmpty()) {
            throw new RefusedException(ErrorStatus.UNAUTHORIZED, "valid credentials are required")
                    .with(HttpHeader.WWW_AUTHENTICATE.asString(), TOKEN_HEADER);
        }
        if (!own.equals(project)) {
            throw new RefusedException(ErrorStatus.FORBIDDEN, "the credentials belong to another project");
        }
    }
}
