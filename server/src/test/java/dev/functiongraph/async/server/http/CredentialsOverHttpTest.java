package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.TestSignature;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Created;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Credentials on a server that runs. */
class CredentialsOverHttpTest {
    private static final String ENTRY = TestFunctions.entry("fn", TestFunctions.Recording.class, "aliases: [prod]");
    private static final String UNAUTHORIZED = "HTTP/1.1 401 ";
    private static final String ACCEPTED = "HTTP/1.1 202 ";

    @TempDir
    Path dir;

    @Test
    void aTokenIsRevokedAndAnotherOneMadeWithoutARestart() throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        Created first = credentials.token();
        try (TestServer server = start(credentials)) {
            assertThat(invoke(server, token(first.text()), "{}")).startsWith(ACCEPTED);

            credentials.editor().revoke(first.id());
            Created second = credentials.token();
            await().untilAsserted(() ->
                    assertThat(invoke(server, token(second.text()), "{}")).startsWith(ACCEPTED));
            assertThat(invoke(server, token(first.text()), "{}")).startsWith(UNAUTHORIZED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fn", "URN:fn", "URN:fn:latest", "URN:fn:!prod"})
    void colonsAndAliasesMeanTheSameHoweverTheyAreSent(String form) throws Exception {
        String function = form.replace("URN", "urn:fss:eu-de:" + TestFunctions.PROJECT + ":function:default");
        TestCredentials credentials = new TestCredentials(dir);
        TestCredentials.KeyPair key = credentials.key();
        try (TestServer server = start(credentials);
                RawConnection connection = new RawConnection(server.port())) {
            String escaped = function.replace(":", "%3A").replace("!", "%21");
            for (String sent : List.of(function, escaped, escaped.replace("%3A", "%3a"))) {
                assertThat(connection
                                .send(request(sent, signature(key, function, "{}"), "{}"))
                                .answer())
                        .startsWith(ACCEPTED);
            }
            assertThat(connection
                            .send(request(escaped, signature(key, escaped, "{}"), "{}"))
                            .answer())
                    .startsWith(ACCEPTED);
        }
    }

    @Test
    void whoGuessesIsAnsweredInTheEndAndWhoKnowsIsServedMeanwhile() throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        Created good = credentials.token();
        TestCredentials.KeyPair key = credentials.key();
        TestCredentials.KeyPair wrong = new TestCredentials.KeyPair(key.accessKey(), "A".repeat(40));
        try (TestServer server = start(credentials)) {
            List<RawConnection> guesses = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                RawConnection guess = new RawConnection(server.port());
                guesses.add(guess.send(request("fn", i % 2 == 0 ? token("x") : signature(wrong, "fn", "{}"), "{}")));
            }
            assertThat(invoke(server, token(good.text()), "{}")).startsWith(ACCEPTED);
            assertThat(invoke(server, signature(key, "fn", "{}"), "{}")).startsWith(ACCEPTED);
            for (RawConnection guess : guesses) {
                assertThat(guess.answer()).startsWith(UNAUTHORIZED);
                guess.send(request("fn", token(good.text()), "{}"));
                assertThat(guess.answer()).startsWith(ACCEPTED);
                guess.close();
            }
        }
    }

    @Test
    void whoIsRefusedIsLoggedOnceOfEachKind() throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        credentials.token();
        TestCredentials.KeyPair other = new TestCredentials.KeyPair("UNKNOWNUNKNOWN000001", "A".repeat(40));
        try (TestServer server = start(credentials);
                LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                assertThat(invoke(server, token("secret"), "{}")).startsWith(UNAUTHORIZED);
                assertThat(invoke(server, signature(other, "fn", "{}"), "{}")).startsWith(UNAUTHORIZED);
                assertThat(invoke(server, "", "{}")).startsWith(UNAUTHORIZED);
            }
            assertThat(log.with("Refused "))
                    .containsExactly(
                            "WARN Refused a request with a token that is unknown, expired or revoked, from 127.0.0.1",
                            "WARN Refused a request with a signature that does not count, from 127.0.0.1",
                            "WARN Refused a request without credentials, from 127.0.0.1");
        }
    }

    @Test
    void theLogHasNoSecretAtAnyLevel() throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        Created token = credentials.token();
        TestCredentials.KeyPair key = credentials.key();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        // What another thread has begun to log may still come when it is read.
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try (TestServer server = start(credentials)) {
            assertThat(invoke(server, token(token.text()), "{}")).startsWith(ACCEPTED);
            assertThat(invoke(server, signature(key, "fn", "{}"), "{}")).startsWith(ACCEPTED);
            assertThat(invoke(server, token(token.text() + "x"), "{}")).startsWith(UNAUTHORIZED);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(log.list).isNotEmpty();
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).allSatisfy(line -> {
            assertThat(line).doesNotContain(token.text(), key.secretKey(), "Signature=");
        });
    }

    @Test
    void withoutCredentialsOnlyTheLoopbackIsBoundUnlessThatIsSaid() throws Exception {
        assertThatThrownBy(() -> TestServer.start(dir, ENTRY, "host", "0.0.0.0"))
                .isInstanceOf(IOException.class)
                .hasMessage("without credentials, whoever reaches 0.0.0.0 could run functions, and see and cancel what"
                        + " runs: set credentials-file, or serve-without-credentials-to-anyone=true");
        TestServer.start(dir, ENTRY, "host", "0.0.0.0", "serve-without-credentials-to-anyone", "true")
                .close();
        TestServer.start(dir, ENTRY, "host", "localhost").close();
        TestCredentials credentials = new TestCredentials(dir);
        credentials.token();
        TestServer.start(
                        dir,
                        ENTRY,
                        "host",
                        "0.0.0.0",
                        "credentials-file",
                        credentials.file().toString())
                .close();
    }

    private TestServer start(TestCredentials credentials) throws Exception {
        return TestServer.start(
                dir, ENTRY, "credentials-file", credentials.file().toString());
    }

    private static String token(String token) {
        return "X-Auth-Token: " + token + "\r\n";
    }

    private static String signature(TestCredentials.KeyPair key, String function, String body) {
        String date = TestSignature.date(Instant.now());
        return "X-Sdk-Date: " + date + "\r\nAuthorization: "
                + TestSignature.authorization(
                        key, "POST", TestServer.path(function), Map.of("host", "localhost", "x-sdk-date", date), body)
                + "\r\n";
    }

    private static String invoke(TestServer server, String headers, String body) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.send(request("fn", headers, body)).answer();
        }
    }

    private static String request(String function, String headers, String body) {
        return "POST " + TestServer.path(function) + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
