package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.http.tls.TestCertificate;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The same over TLS. */
@Tag("slow")
class CredentialsMatrixOverTlsTest extends CredentialsMatrixTest {
    private static Path certificate;
    private static Path privateKey;
    private static HttpClient client;

    @BeforeAll
    static void make(@TempDir Path dir) throws Exception {
        TestCertificate own = TestCertificate.make(dir, "server", "EC");
        certificate = dir.resolve("server.pem");
        privateKey = dir.resolve("server.key");
        own.write(certificate, privateKey);
        client = HttpClient.newBuilder().sslContext(own.trusted()).build();
    }

    @Override
    TestServer start(Path directory, String entries, String... settings) throws Exception {
        String[] tls = {"tls-certificate", certificate.toString(), "tls-private-key", privateKey.toString()};
        return super.start(
                directory, entries, Stream.of(settings, tls).flatMap(Stream::of).toArray(String[]::new));
    }

    @Override
    HttpClient client() {
        return client;
    }
}
