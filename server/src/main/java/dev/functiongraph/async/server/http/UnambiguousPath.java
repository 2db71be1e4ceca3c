package dev.functiongraph.async.server.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses the paths that Jetty refuses by default, such as those with an encoded slash, with dot segments or with no UTF-8.
 * Jetty itself closes the connection with that, without saying so, and then still executes the requests that came behind it.
 */
final class UnambiguousPath extends Handler.Wrapper {
    UnambiguousPath(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        if (uri.hasViolations() && UriCompliance.checkUriCompliance(UriCompliance.DEFAULT, uri, null) != null) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
