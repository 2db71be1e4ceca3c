package dev.functiongraph.async.server.http;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what Jetty and Jersey would refuse as well: paths with more than one meaning, such as those with an encoded slash,
 * dot segments or no UTF-8, and broken escapes in a query. But Jetty closes the connection with that, without saying so, and then still
 * executes the requests that came behind it; and Jersey writes a stack trace into the log.
 */
final class WellFormedUri extends Handler.Wrapper {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    WellFormedUri(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isUnambiguous(request.getHttpURI()) && hasWholeEscapes(request.getHttpURI())) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        return true;
    }

    private static boolean isUnambiguous(HttpURI uri) {
        return !uri.hasViolations() || UriCompliance.checkUriCompliance(UriCompliance.DEFAULT, uri, null) == null;
    }

    private static boolean hasWholeEscapes(HttpURI uri) {
        return uri.getQuery() == null || !BROKEN_ESCAPE.matcher(uri.getQuery()).find();
    }
}
