package dev.functiongraph.async.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An event container that answers all events in the same way. */
public final class AnsweringContainer implements AutoCloseable {
    private final HttpServer server;

    public AnsweringContainer(int status, byte... body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/invoke", exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Of functions.yaml. */
    public String entry(String name) {
        return "  - urn: " + TestFunctions.urn(name) + "\n    runtime: {type: container, url: \"http://127.0.0.1:"
                + server.getAddress().getPort() + "\"}\n    timeout: 1m\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
