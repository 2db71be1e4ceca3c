package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.config.WebOrigin;
import dev.functiongraph.async.server.http.error.RequestIdHeader;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The headers by which a browser lets pages of the allowed origins call this server (CORS). Jetty's own handler
 * answers the preflight requests of all other origins too, with 200 and without a request id.
 */
final class CorsHandler extends Handler.Wrapper {
    private static final String MAX_AGE_SECONDS = "600";

    private final Set<WebOrigin> allowed;

    CorsHandler(Set<WebOrigin> allowed, Handler handler) {
        super(handler);
        this.allowed = allowed;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields headers = request.getHeaders();
        String origin = headers.get(HttpHeader.ORIGIN);
        HttpFields.Mutable answer = response.getHeaders();
        answer.put(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
        if (origin == null || WebOrigin.parse(origin).filter(allowed::contains).isEmpty()) {
            return super.handle(request, response, callback);
        }
        answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (!isPreflight(request)) {
            answer.put(
                    HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS,
                    RequestIdHeader.NAME + ", " + HttpHeader.RETRY_AFTER.asString());
            return super.handle(request, response, callback);
        }
        answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST");
        String wanted = headers.get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
        if (wanted != null) {
            answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
        }
        if (headers.contains("Access-Control-Request-Private-Network")) {
            answer.put("Access-Control-Allow-Private-Network", "true");
        }
        answer.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        response.setStatus(HttpStatus.NO_CONTENT_204);
        callback.succeeded();
        return true;
    }

    private static boolean isPreflight(Request request) {
        return HttpMethod.OPTIONS.is(request.getMethod())
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
