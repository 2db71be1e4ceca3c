package dev.functiongraph.async.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets only those through whose token is of the path's project, before anything of a body is read. */
final class CredentialsHandler extends Handler.Wrapper {
    static final String TOKEN_HEADER = "X-Auth-Token";

    /** Every operation of the contract lies under {@code /v2/{project_id}}; the metrics, for one, belong to no project. */
    private static final Pattern CONTRACT_PATH = Pattern.compile("(?s)/+v2/([^/]*).*");

    private final Credentials credentials;
    private final ErrorWriter errors;

    CredentialsHandler(Credentials credentials, ErrorWriter errors, Handler handler) {
        super(handler);
        this.credentials = credentials;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Matcher path = CONTRACT_PATH.matcher(request.getHttpURI().getDecodedPath());
        if (!path.matches()) {
            return super.handle(request, response, callback);
        }
        Optional<String> project = credentials.project(request.getHeaders().get(TOKEN_HEADER));
        if (project.isEmpty()) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, TOKEN_HEADER);
            errors.write(response, callback, ApiError.UNAUTHORIZED, "valid credentials are required");
        } else if (!project.get().equals(path.group(1))) {
            errors.write(response, callback, ApiError.FORBIDDEN, "the credentials belong to another project");
        } else {
            return super.handle(request, response, callback);
        }
        return true;
    }
}
