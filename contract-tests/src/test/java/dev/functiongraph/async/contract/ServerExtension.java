package dev.functiongraph.async.contract;

import static io.restassured.RestAssured.given;
import static io.restassured.config.ConnectionConfig.connectionConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Signing;
import dev.functiongraph.async.contract.wire.Target;
import dev.functiongraph.async.contract.wire.Wire;
import dev.functiongraph.async.server.FunctionGraphServer;
import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.function.FunctionCatalog;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The real server with the demo catalog, a store of its own and a free port, for the tests of one class. */
final class ServerExtension implements BeforeAllCallback, AfterAllCallback {
    static final String TOKEN = "token-of-the-project";
    static final String OTHER_TOKEN = "token-of-another-project";
    static final AccessKey KEY = new AccessKey("KEYOFTHEPROJECT00001", "secretOfTheProject0000000000000000000001");
    static final AccessKey OTHER_KEY =
            new AccessKey("KEYOFANOTHERPROJECT1", "secretOfAnotherProject000000000000000001");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private final Map<String, String> settings = new HashMap<>(Map.of("port", "0"));
    private final StringBuilder functions = new StringBuilder();
    private boolean demandsCredentials;
    private boolean cannotStore;
    private boolean speaksTls;
    private OwnCertificate certificate;
    private Path directory;
    private FunctionGraphServer server;
    private String waiting;

    private ServerExtension() {}

    static ServerExtension open() {
        return new ServerExtension();
    }

    /** A token or a signature. */
    ServerExtension demandingCredentials() {
        demandsCredentials = true;
        return this;
    }

    /** It speaks TLS, with a certificate of its own. */
    ServerExtension overTls() {
        speaksTls = true;
        return this;
    }

    /** The values of an event may be any JSON. */
    ServerExtension allowingAnyJson() {
        settings.put("any-json-events", "true");
        return this;
    }

    /** It serves these functions, and not the demo catalog. */
    ServerExtension serving(String... entries) {
        functions.append("functions:\n");
        Stream.of(entries).forEach(functions::append);
        return this;
    }

    /** Nothing can be written to its database. */
    ServerExtension unableToStore() {
        cannotStore = true;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        directory = Files.createTempDirectory("contract-tests");
        settings.put("data-dir", directory.resolve("data").toString());
        if (demandsCredentials) {
            Path credentials = directory.resolve("credentials.yaml");
            new CredentialsYaml()
                    .token(TOKEN, Spec.PROJECT)
                    .token(OTHER_TOKEN, Spec.OTHER_PROJECT)
                    .key(KEY, Spec.PROJECT)
                    .key(OTHER_KEY, Spec.OTHER_PROJECT)
                    .write(credentials);
            settings.put("credentials-file", credentials.toString());
            // What tests refuse is meant to be refused; nobody guesses.
            settings.put("max-refusal-delay", "1ms");
        }
        if (speaksTls) {
            certificate = OwnCertificate.make(directory);
            settings.put("tls-certificate", directory.resolve("server.pem").toString());
            settings.put("tls-private-key", directory.resolve("server.key").toString());
            certificate.write(directory.resolve("server.pem"), directory.resolve("server.key"));
        }
        if (!functions.isEmpty()) {
            Files.writeString(functionsFile(), functions);
            settings.put("functions", functionsFile().toString());
            // What a test leaves running is not waited for.
            settings.put("drain-timeout", "1ms");
        }
        start();
        if (cannotStore) {
            server.close();
            try (Store store = store()) {
                waiting = store.addWaiting(Spec.DISABLED);
                store.refuseAll();
            }
            start();
        }
    }

    private Path functionsFile() {
        return directory.resolve("functions.yaml");
    }

    /** Changes its functions file, and waits until the server follows it. */
    void changeFunctions(UnaryOperator<String> change) throws IOException {
        FunctionCatalog before = server.catalog();
        Files.writeString(functionsFile(), change.apply(Files.readString(functionsFile())));
        await().atMost(PATIENCE).until(() -> server.catalog() != before);
    }

    private void start() throws Exception {
        server = FunctionGraphServer.start(ConfigReader.read(settings, Map.of(), Optional.empty()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(ServerExtension::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where nothing can be stored: the id of an invocation of {@link Spec#DISABLED} that waits. */
    String waiting() {
        return waiting;
    }

    /** What a request must have where credentials are required. */
    Headers credentials() {
        return demandsCredentials ? Headers.of("X-Auth-Token", TOKEN) : Headers.of();
    }

    /** Of TLS. */
    OwnCertificate certificate() {
        return certificate;
    }

    URI uri() {
        return server.uri();
    }

    Store store() throws SQLException {
        return new Store(directory.resolve("data"));
    }

    /** Without the form's Content-Type that REST Assured gives to a POST without a body. */
    RequestSpecification request() {
        return given().config(RestAssured.config()
                        .connectionConfig(connectionConfig().closeIdleConnectionsAfterEachResponse()))
                .baseUri(uri().toString())
                .urlEncodingEnabled(false)
                .noContentType();
    }

    /** The same with a signature of the project's key that is wrong. */
    static RequestSpecification signedWrongly(RequestSpecification request) {
        return request.header("X-Sdk-Date", Signing.date(Instant.now()))
                .header(
                        "Authorization",
                        "SDK-HMAC-SHA256 Access=" + KEY.id() + ", SignedHeaders=host;x-sdk-date, Signature="
                                + "7b".repeat(32));
    }

    /** One request on a connection of its own, of these bytes and no others. */
    RawAnswer raw(String head, byte[] body, String end) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        request.writeBytes(end.getBytes(StandardCharsets.ISO_8859_1));
        try (Wire wire = new Target(uri(), PATIENCE).connect()) {
            Received received = wire.exchange(request.toByteArray(), head.substring(0, head.indexOf(' ')));
            assertThat(received.framing()).isEmpty();
            return new RawAnswer(received.statusLine(), received.answer());
        }
    }

    RawAnswer raw(String head, byte[] body) throws IOException {
        return raw(head, body, "");
    }

    RawAnswer raw(String head) throws IOException {
        return raw(head, new byte[0]);
    }

    String host() {
        return "Host: " + uri().getAuthority() + "\r\n";
    }
}
