package dev.functiongraph.async.server.runtime.child;

import java.net.InetSocketAddress;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The three operations of the runtime API. Bodies may be of any type: programs send what {@code curl} makes of it. The
 * thread that reads from the connections does all of it, but for what takes long.
 *
 * <p>Beyond what is documented, the answer to a POST with the header {@code X-Cff-Next-Event: true} is the next event,
 * as that to a GET is: then a program sends one request for each event, not two.
 */
final class RuntimeApiHandler extends Handler.Abstract.NonBlocking {
    private static final String INVOCATION = "/v1/runtime/invocation/";
    private static final String REQUEST = INVOCATION + "request";
    private static final String RESPONSE = INVOCATION + "response/";
    private static final String ERROR = INVOCATION + "error/";
    private static final String NEXT_EVENT = "X-Cff-Next-Event";
    private static final String IS_OWN = RuntimeApiHandler.class.getName();

    private final Map<Integer, RuntimeApi.Port> ports;

    RuntimeApiHandler(Map<Integer, RuntimeApi.Port> ports) {
        this.ports = ports;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        RuntimeApi.Port port =
                ports.get(((InetSocketAddress) request.getConnectionMetaData().getLocalSocketAddress()).getPort());
        if (port == null) {
            end(response, HttpStatus.FORBIDDEN_403, callback);
        } else if (request.getMethod().equals("GET") && path.equals(REQUEST)) {
            ask(port, request, response, callback);
        } else if (request.getMethod().equals("POST") && path.startsWith(RESPONSE)) {
            RequestBody.read(request, callback, body -> {
                port.answered(path.substring(RESPONSE.length()), body);
                received(port, request, response, callback);
            });
        } else if (request.getMethod().equals("POST") && path.startsWith(ERROR)) {
            RequestBody.read(request, callback, body -> {
                port.failed(path.substring(ERROR.length()), body);
                received(port, request, response, callback);
            });
        } else {
            end(response, HttpStatus.NOT_FOUND_404, callback);
        }
        return true;
    }

    private static void received(RuntimeApi.Port port, Request request, Response response, Callback callback) {
        if ("true".equals(request.getHeaders().get(NEXT_EVENT))) {
            ask(port, request, response, callback);
        } else {
            callback.succeeded();
        }
    }

    /**
     * For an answer one has to know the id of the event; who asks for one must be of the instance. That is found out
     * once for each connection: it is a search of the machine's processes.
     */
    private static void ask(RuntimeApi.Port port, Request request, Response response, Callback callback) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        HeldRequest held = new HeldRequest(request, response, callback);
        @Nullable Object known = connection.getAttribute(IS_OWN);
        if (known != null) {
            ask(port, (boolean) known, held);
        } else {
            request.getComponents().getExecutor().execute(() -> {
                long guard = port.guardPid();
                if (guard == 0) {
                    // Whoever it is, its program has not been started yet, or has only just been.
                    held.sendNothing();
                    return;
                }
                boolean isOwn = PeerCheck.isOf(
                        guard, (InetSocketAddress) connection.getRemoteSocketAddress(), (InetSocketAddress)
                                connection.getLocalSocketAddress());
                connection.setAttribute(IS_OWN, isOwn);
                ask(port, isOwn, held);
            });
        }
    }

    private static void ask(RuntimeApi.Port port, boolean isOwn, HeldRequest held) {
        if (held.isGone()) {
            held.sendNothing();
        } else if (isOwn) {
            port.asked(held);
        } else {
            held.refuse();
        }
    }

    private static void end(Response response, int status, Callback callback) {
        response.setStatus(status);
        callback.succeeded();
    }
}
