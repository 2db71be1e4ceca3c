package dev.functiongraph.async.server.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** An event container whose function does nothing: a bare Jetty that answers {@code /init} and {@code /invoke}. */
public final class NoOpContainer {
    private NoOpContainer() {}

    public static void main(String[] arguments) throws Exception {
        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(new NoOp());
        jetty.start();
        System.out.println("Listening on http://127.0.0.1:" + connector.getLocalPort());
        jetty.join();
    }

    private static final class NoOp extends Handler.Abstract {
        private static final ByteBuffer RESULT =
                ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Source.consumeAll(
                    request, Callback.from(() -> response.write(true, RESULT.slice(), callback), callback::failed));
            return true;
        }
    }
}
