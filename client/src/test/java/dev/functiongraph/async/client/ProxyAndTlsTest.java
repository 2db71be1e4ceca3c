package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyAndTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void requestsGoByTheProxy() throws Exception {
        try (StubServer proxy = StubServer.accepting()) {
            FunctionGraphAsyncClient.builder()
                    .baseUri(URI.create("http://functions.invalid"))
                    .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                    .build()
                    .invokeAsync(PROJECT, "test");
            assertThat(proxy.request().line())
                    .isEqualTo("POST http://functions.invalid/v2/" + PROJECT
                            + "/fgs/functions/test/invocations-async HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"407, the proxy demands credentials", "403, nothing was sent", "503, nothing was sent"})
    void aProxyThatOpensNoTunnelHasSentNothing(int status, String told) throws Exception {
        try (StubServer proxy = StubServer.answering(status, "Proxy-Authenticate: Basic", "")) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(URI.create("https://functions.invalid"))
                    .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                    .build();
            FunctionGraphException failure = Fixture.failureOf(client);
            assertThat(failure).hasMessageContaining(told);
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
        }
    }

    @Test
    void aServerIsTrustedThatTheContextTrustsAndNoOther(@TempDir Path directory) throws Exception {
        SSLContext own = context(directory.resolve("server.p12"));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(own));
        server.createContext("/", exchange -> {
            byte[] body = StubServer.ACCEPTED.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            AtomicInteger attempts = new AtomicInteger();
            FunctionGraphAsyncClientBuilder builder = FunctionGraphAsyncClient.builder()
                    .baseUri(URI.create(
                            "https://localhost:" + server.getAddress().getPort()))
                    .withRetries(Duration.ofMinutes(1))
                    .time(new FakeTime())
                    .headers(request -> {
                        attempts.set(request.attempt());
                        return Map.of();
                    });
            for (Call call : Call.values()) {
                assertThat(call.failureOf(builder.build()))
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining(": the server's certificate is not trusted; nothing was sent")
                        .hasCauseInstanceOf(SSLHandshakeException.class);
                assertThat(attempts).as("sent again").hasValue(1);
            }
            assertThat(builder.sslContext(own).build().invokeAsync(PROJECT, URN).requestId())
                    .hasToString(StubServer.REQUEST_ID);
        } finally {
            server.stop(0);
        }
    }

    /** Of a certificate made for this test, which it both shows and trusts. */
    private static SSLContext context(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
