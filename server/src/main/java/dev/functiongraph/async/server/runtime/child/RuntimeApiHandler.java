package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The three operations of the runtime API. Bodies may be of any type: programs send what {@code curl} makes of it. */
final class RuntimeApiHandler extends Handler.Abstract {
    private static final String INVOCATION = "/v1/runtime/invocation/";
    private static final String REQUEST = INVOCATION + "request";
    private static final String RESPONSE = INVOCATION + "response/";
    private static final String ERROR = INVOCATION + "error/";
    private static final String CHECKED = RuntimeApiHandler.class.getName();

    private final Map<Integer, RuntimeApi.Port> ports;

    RuntimeApiHandler(Map<Integer, RuntimeApi.Port> ports) {
        this.ports = ports;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        RuntimeApi.Port port =
                ports.get(((InetSocketAddress) request.getConnectionMetaData().getLocalSocketAddress()).getPort());
        if (port == null) {
            end(response, HttpStatus.FORBIDDEN_403, callback);
        } else if (request.getMethod().equals("GET") && path.equals(REQUEST)) {
            ask(port, request, response, callback);
        } else if (request.getMethod().equals("POST") && path.startsWith(RESPONSE)) {
            port.answered(path.substring(RESPONSE.length()), body(request));
            callback.succeeded();
        } else if (request.getMethod().equals("POST") && path.startsWith(ERROR)) {
            port.failed(path.substring(ERROR.length()), body(request));
            callback.succeeded();
        } else {
            end(response, HttpStatus.NOT_FOUND_404, callback);
        }
        return true;
    }

    /** For an answer one has to know the id of the event; who asks for one must be of the instance. */
    private static void ask(RuntimeApi.Port port, Request request, Response response, Callback callback) {
        HeldRequest held = new HeldRequest(request, response, callback);
        if (held.isGone()) {
            held.sendNothing();
        } else if (isOwn(port, request.getConnectionMetaData())) {
            port.asked(held);
        } else {
            end(response, HttpStatus.FORBIDDEN_403, callback);
        }
    }

    private static void end(Response response, int status, Callback callback) {
        response.setStatus(status);
        callback.succeeded();
    }

    /** Once for each connection: it is a search of the machine's processes. */
    private static boolean isOwn(RuntimeApi.Port port, ConnectionMetaData connection) {
        Object checked = connection.getAttribute(CHECKED);
        if (checked == null) {
            checked = PeerCheck.isOf(
                    port.guardPid(), (InetSocketAddress) connection.getRemoteSocketAddress(), (InetSocketAddress)
                            connection.getLocalSocketAddress());
            connection.setAttribute(CHECKED, checked);
        }
        return (boolean) checked;
    }

    /** One byte more than a result may have shows that it is too large; the rest is read and forgotten. */
    private static byte[] body(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] kept = in.readNBytes(ResultLimits.MAX_RESULT_BYTES + 1);
            in.transferTo(OutputStream.nullOutputStream());
            return kept;
        }
    }
}
