package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingRequestsTest {
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        server.setDynamic(false);
        server.setHandler(new BlockingRequests(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (!request.getHttpURI().getPath().endsWith("invocations-async")
                        || request.getMethod().equals("GET")) {
                    blocked.countDown();
                    end.await();
                }
                callback.succeeded();
                return true;
            }
        }));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /functions/f/async-invocations",
                "GET /functions/f/invocations-async",
                "POST /functions/f/cancel",
                "POST /functions/f/invocations-async/",
                "GET /metrics"
            })
    void aRequestThatWaitsForTheStoreHoldsUpNoOtherConnection(String target) throws Exception {
        try (RawConnection waits = new RawConnection(connector.getLocalPort());
                RawConnection event = new RawConnection(connector.getLocalPort())) {
            waits.send(target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            blocked.await();
            event.send("POST /functions/f/invocations-async HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

            assertThat(event.head()).startsWith("HTTP/1.1 200 ");

            end.countDown();
            assertThat(waits.head()).startsWith("HTTP/1.1 200 ");
        }
    }
}
