package dev.functiongraph.async.server.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server over TLS, as clients see it. */
@Tag("slow")
class TlsTest {
    private static final Map<String, TestCertificate> MADE = new ConcurrentHashMap<>();

    @TempDir
    static Path certificates;

    @TempDir
    Path dir;

    private static TestCertificate certificate(String name) throws Exception {
        TestCertificate made = MADE.get(name);
        if (made == null) {
            String algorithm = name.startsWith("rsa") ? "RSA" : name.equals("ed") ? "Ed25519" : "EC";
            made = switch (name) {
                case "expired" -> TestCertificate.make(certificates, name, algorithm, "-startdate", "-10d");
                case "rsa weak" -> TestCertificate.make(certificates, name, algorithm, "-keysize", "512");
                default -> TestCertificate.make(certificates, name, algorithm);
            };
            MADE.put(name, made);
        }
        return made;
    }

    private TestServer server(String... more) throws Exception {
        String[] settings = new String[more.length + 4];
        settings[0] = "tls-certificate";
        settings[1] = dir.resolve("server.pem").toString();
        settings[2] = "tls-private-key";
        settings[3] = dir.resolve("server.key").toString();
        System.arraycopy(more, 0, settings, 4, more.length);
        return TestServer.start(dir, TestFunctions.entry("fn", TestFunctions.Recording.class), settings);
    }

    private void write(TestCertificate one) throws Exception {
        one.write(dir.resolve("server.pem"), dir.resolve("server.key"));
    }

    private static HttpResponse<String> send(TestServer server, SSLContext context, String... protocols)
            throws Exception {
        SSLParameters parameters = new SSLParameters();
        if (protocols.length > 0) {
            parameters.setProtocols(protocols);
        }
        URI uri = URI.create("https://localhost:" + server.port() + TestServer.path("fn"));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofString("{\"k\":\"v\"}"))
                .build();
        return HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .build()
                .send(request, BodyHandlers.ofString());
    }

    /** The status of an operators' path that there is not. */
    private static int askAsOperator(TestServer server, SSLContext context) throws Exception {
        URI uri = URI.create("https://localhost:" + server.operatorUri().getPort() + "/");
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anEventIsAccepted(String protocol) throws Exception {
        for (String kind : new String[] {"rsa", "ec", "ed"}) {
            write(certificate(kind));
            try (TestServer server = server()) {
                assertThat(send(server, certificate(kind).trusted(), protocol).statusCode())
                        .isEqualTo(202);
            }
        }
    }

    @Test
    void whoDoesNotSpeakTlsIsNotServed() throws Exception {
        write(certificate("ec"));
        try (TestServer server = server()) {
            HttpRequest plain = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.port() + TestServer.path("fn")))
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            try (LogLines log = new LogLines()) {
                assertThatThrownBy(() -> HttpClient.newHttpClient().send(plain, BodyHandlers.ofString()))
                        .isInstanceOf(IOException.class);
                assertThat(log.with("Refused a connection without TLS, from 127.0.0.1"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aClientThatDoesNotTrustTheServerIsLogged() throws Exception {
        write(certificate("ec"));
        try (TestServer server = server();
                LogLines log = new LogLines()) {
            try (Socket other =
                    certificate("rsa").trusted().getSocketFactory().createSocket("127.0.0.1", server.port())) {
                assertThatThrownBy(((SSLSocket) other)::startHandshake).isInstanceOf(IOException.class);
            }
            await().untilAsserted(() -> assertThat(
                            log.with("Refused a connection of a client that does not trust this server's certificate"))
                    .hasSize(1));
        }
    }

    @Test
    void changedCertificatesAreInEffectOnBothPortsWithoutARestartAndBrokenOnesAreNot() throws Exception {
        write(certificate("ec"));
        try (TestServer server = server("operator-port", "0")) {
            assertThat(askAsOperator(server, certificate("ec").trusted())).isEqualTo(404);
            Files.writeString(
                    dir.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
            Path beside = Files.createDirectory(dir.resolve("new"));
            certificate("rsa").write(beside.resolve("pem"), beside.resolve("key"));

            // The key first: for a moment it is not that of the certificate.
            Files.move(beside.resolve("key"), dir.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(send(server, certificate("ec").trusted()).statusCode()).isEqualTo(202);
            Files.move(beside.resolve("pem"), dir.resolve("server.pem"), StandardCopyOption.REPLACE_EXISTING);

            SSLContext trusted = certificate("rsa").trusted();
            await().ignoreExceptions().until(() -> send(server, trusted).statusCode() == 202);
            assertThat(askAsOperator(server, trusted)).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "expired, the certificate in %s has not been valid since",
        "rsa weak, 'certificate 1 of %s has a key of 512 bits, which is too weak; at least 2048 are needed'"
    })
    void aCertificateThatClientsWouldRefuseDoesNotReplaceAGoodOne(String bad, String reason) throws Exception {
        write(certificate("ec"));
        try (TestServer server = server();
                LogLines log = new LogLines()) {
            write(certificate(bad));
            await().untilAsserted(() -> assertThat(log.with("ERROR The changed certificates are not in effect, the last"
                            + " good ones are: " + reason.formatted(dir.resolve("server.pem"))))
                    .hasSize(1));
            assertThat(send(server, certificate("ec").trusted()).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aServerStartsWithACertificateThatHasExpiredAndSaysSoOnce() throws Exception {
        write(certificate("expired"));
        try (LogLines log = new LogLines();
                TestServer server = server("operator-port", "0")) {
            assertThat(server.port()).isPositive();
            assertThat(log.with("WARN Clients will refuse this server: the certificate in " + dir.resolve("server.pem")
                            + " has not been valid since "))
                    .hasSize(1);
        }
    }

    @Test
    void aClientOfAnAuthorityThatHasExpiredIsNotServed() throws Exception {
        write(certificate("ec"));
        Files.writeString(
                dir.resolve("clients.pem"),
                certificate("expired").certificate() + certificate("ec client").certificate());
        try (LogLines log = new LogLines();
                TestServer server = server(
                        "tls-client-authorities", dir.resolve("clients.pem").toString())) {
            TestCertificate own = certificate("ec");
            SSLContext expired = own.trustedBy(certificate("expired"));
            assertThatThrownBy(() -> send(server, expired)).isInstanceOf(IOException.class);
            assertThat(log.with("WARN Clients of the authority CN=expired are refused: it has not been valid since "))
                    .hasSize(1);
            assertThat(send(server, own.trustedBy(certificate("ec client"))).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aClientWithoutACertificateOfTheAuthoritiesIsNotServed() throws Exception {
        write(certificate("ec"));
        Files.writeString(dir.resolve("clients.pem"), certificate("ec client").certificate());
        try (TestServer server =
                server("tls-client-authorities", dir.resolve("clients.pem").toString())) {
            TestCertificate own = certificate("ec");
            try (LogLines log = new LogLines()) {
                assertThatThrownBy(() -> send(server, own.trusted())).isInstanceOf(IOException.class);
                assertThat(log.with(
                                "Refused a connection of a client that shows no certificate of tls-client-authorities"))
                        .hasSize(1);
            }
            TestCertificate stranger = certificate("ec stranger");
            assertThatThrownBy(() -> send(server, own.trustedBy(stranger))).isInstanceOf(IOException.class);

            assertThat(send(server, own.trustedBy(certificate("ec client"))).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void filesThatCannotBeUsedAreRefusedWithTheReason() throws Exception {
        Path pem = dir.resolve("server.pem");
        Path key = dir.resolve("server.key");
        assertThatThrownBy(this::server).hasMessage("TLS cannot be used: " + pem + " cannot be used: no such file");
        write(certificate("ec"));

        Files.writeString(pem, "no certificate");
        assertThatThrownBy(this::server)
                .hasMessage("TLS cannot be used: " + pem
                        + " has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----");
        Files.writeString(pem, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        assertThatThrownBy(this::server).hasMessage("TLS cannot be used: certificate 1 of " + pem + " is damaged");
        Files.writeString(pem, certificate("rsa").certificate());
        assertThatThrownBy(this::server)
                .hasMessage("TLS cannot be used: the private key in " + key
                        + " is not that of the first certificate in " + pem);

        Files.writeString(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
        assertThatThrownBy(this::server)
                .hasMessageContaining("encrypted or of an older form; 'openssl pkcs8 -topk8 -nocrypt -in " + key);
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        assertThatThrownBy(this::server)
                .hasMessageEndingWith("the private key in " + key + " is damaged, or neither RSA, EC nor EdDSA");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::server)
                .hasMessage("TLS cannot be used: " + key + " cannot be used: others can read or change it; 'chmod 600 "
                        + key + "'");
    }

    @Test
    void filesThatStandInTheWrongPlaceOrFormAreToldSo() throws Exception {
        Path pem = dir.resolve("server.pem");
        Path key = dir.resolve("server.key");
        TestCertificate ec = certificate("ec");

        ec.write(key, pem);
        assertThatThrownBy(this::server)
                .hasMessage("TLS cannot be used: " + pem
                        + " has a private key where a certificate is needed: were the two files swapped?");
        write(ec);
        Files.writeString(key, ec.certificate());
        assertThatThrownBy(this::server)
                .hasMessage("TLS cannot be used: " + key
                        + " has a certificate where its private key is needed: were the two files swapped?");
        Files.write(pem, ec.der());
        assertThatThrownBy(this::server)
                .hasMessageContaining(pem + " cannot be used: not PEM, which is text; 'openssl x509 -inform der'");
        Files.writeString(pem, "\n");
        assertThatThrownBy(this::server).hasMessage("TLS cannot be used: " + pem + " cannot be used: it is empty");
        Files.writeString(pem, ec.certificate() + certificate("rsa").certificate());
        assertThatThrownBy(this::server)
                .hasMessage(
                        "TLS cannot be used: certificate 2 of " + pem + " has not signed certificate 1; the server's"
                                + " own must be the first, and each be followed by that which has signed it");
        write(certificate("rsa weak"));
        assertThatThrownBy(this::server)
                .hasMessage("TLS cannot be used: certificate 1 of " + pem
                        + " has a key of 512 bits, which is too weak; at least 2048 are needed");
    }

    @Test
    void settingsThatNeedOthersAreRefusedWithoutThem() {
        assertThatThrownBy(() -> TestServer.start(dir, "", "tls-certificate", "a.pem"))
                .hasMessage("tls-certificate and tls-private-key must be set together");
        assertThatThrownBy(() -> TestServer.start(dir, "", "tls-client-authorities", "a.pem"))
                .hasMessage("tls-client-authorities needs tls-certificate and tls-private-key");
    }
}
