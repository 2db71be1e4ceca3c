package dev.functiongraph.async.server.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what Jetty and Jersey would refuse as well: paths with more than one meaning, such as those with an encoded slash,
 * dot segments or no UTF-8, and what is no URI. But Jetty closes the connection with that, without saying so, and then still
 * executes the requests that came behind it; and Jersey writes a stack trace into the log.
 */
final class WellFormedUri extends Handler.Wrapper {
    WellFormedUri(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isUnambiguous(request.getHttpURI()) && isUri(request.getHttpURI())) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        return true;
    }

    private static boolean isUnambiguous(HttpURI uri) {
        return !uri.hasViolations() || UriCompliance.checkUriCompliance(UriCompliance.DEFAULT, uri, null) == null;
    }

    private static boolean isUri(HttpURI uri) {
        try {
            new URI(uri.asString());
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
