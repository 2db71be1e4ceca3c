package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadLimitTest {
    private final BlockingQueue<Callback> reads = new LinkedBlockingQueue<>();
    private final Server server = new Server(0);
    private int port;

    @BeforeEach
    void start() throws Exception {
        server.setHandler(new ReadLimit(2, new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                if (request.getMethod().equals("GET")) {
                    reads.add(callback);
                } else {
                    callback.succeeded();
                }
                return true;
            }
        }));
        server.start();
        port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void oneReadMoreThanMayBeWaitsUntilAnotherHasEndedAndOtherRequestsDoNot() throws Exception {
        try (RawConnection first = new RawConnection(port);
                RawConnection second = new RawConnection(port);
                RawConnection third = new RawConnection(port);
                RawConnection write = new RawConnection(port)) {
            first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Callback read = next();
            second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Callback failing = next();
            third.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            write.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

            assertThat(write.head()).startsWith("HTTP/1.1 200 ");
            assertThat(reads).isEmpty();

            failing.failed(new IllegalStateException("no luck today"));
            failing.failed(new IllegalStateException("twice"));
            next().succeeded();
            assertThat(third.head()).startsWith("HTTP/1.1 200 ");
            read.succeeded();
            assertThat(first.head()).startsWith("HTTP/1.1 200 ");
            assertThat(second.head()).startsWith("HTTP/1.1 500 ");
        }
    }

    private Callback next() throws InterruptedException {
        Callback read = reads.poll(20, TimeUnit.SECONDS);
        assertThat(read).isNotNull();
        return read;
    }
}
