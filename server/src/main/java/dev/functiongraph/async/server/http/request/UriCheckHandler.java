package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/**
 * The check of a request's URI. It refuses what Jetty and Jersey would refuse as well: paths with more than one
 * meaning, such as those with an encoded slash, dot segments or no UTF-8, and broken escapes in a query. But Jetty
 * closes the connection with that, without saying so, and then still executes the requests that came behind it; and
 * Jersey writes a stack trace into the log.
 */
final class UriCheckHandler extends CheckHandler {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    UriCheckHandler(ErrorWriter errors, Handler handler) {
        super(errors, handler);
    }

    @Override
    void check(Request request) {
        if (!isUnambiguous(request.getHttpURI()) || !hasWholeEscapes(request.getHttpURI())) {
            throw new RefusedException(ErrorStatus.BAD_REQUEST);
        }
    }

    private static boolean isUnambiguous(HttpURI uri) {
        return !uri.hasViolations() || UriCompliance.checkUriCompliance(UriCompliance.DEFAULT, uri, null) == null;
    }

    private static boolean hasWholeEscapes(HttpURI uri) {
        return uri.getQuery() == null || !BROKEN_ESCAPE.matcher(uri.getQuery()).find();
    }
}
