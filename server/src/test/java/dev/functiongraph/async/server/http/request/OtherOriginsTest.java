package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.http.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a browser sends for a web page, of the server's own origin or of another. */
class OtherOriginsTest {
    private static final String PAGE = "https://app.example";
    private static final String PREFLIGHT = "Origin: " + PAGE + "\r\nAccess-Control-Request-Method: POST\r\n"
            + "Access-Control-Request-Headers: content-type,x-auth-token\r\n"
            + "Access-Control-Request-Private-Network: true\r\n"
            + "Sec-Fetch-Mode: cors\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: empty\r\n";

    @TempDir
    Path dir;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        TestFunctions.reset();
        server = start("retention-age", "7d");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestServer start(String... settings) throws Exception {
        return TestServer.start(dir, TestFunctions.entry("fn", TestFunctions.Recording.class), settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: https://localhost:PORT.evil.example",
                "Origin: http://localhost",
                "Origin: http://localhost:1",
                "Origin: http://127.0.0.1:PORT",
                "Origin: null",
                "Origin:",
                "Origin: localhost:PORT",
                "Origin: http://localhost:PORT/",
                "Origin: http://localhost:PORT http://evil.example",
                "Origin: http://localhost:PORT\r\nOrigin: http://evil.example",
                "Origin: file://",
                "Origin: chrome-extension://abcdefgh",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document",
            })
    void aPageOfAnotherOriginIsRefusedWhateverItAsksFor(String header) throws IOException {
        String headers = header.replace("PORT", "" + server.port()) + "\r\n";
        for (String target : new String[] {
            "POST " + TestServer.path("fn"),
            "POST " + cancel(),
            "GET " + list(),
            "HEAD " + list(),
            "OPTIONS " + TestServer.path("fn"),
            "PUT " + TestServer.path("fn"),
        }) {
            String answer = exchange(server, target, "localhost:" + server.port(), headers);

            assertThat(answer)
                    .as(target)
                    .startsWith("HTTP/1.1 403 ")
                    .containsPattern("(?i)\r\nX-Request-Id: [0-9a-f-]{36}\r\n");
            assertThat(answer).doesNotContainIgnoringCase("Access-Control-Allow");
            if (!target.startsWith("HEAD")) {
                assertThat(answer).contains("{\"error_code\":\"FSS.0403\",\"error_msg\":\"");
            }
        }
        assertNothingWasQueued();
    }

    @Test
    void aPageOfAnotherOriginIsRefusedBeforeItsBodyIsRead() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST " + TestServer.path("fn") + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Origin: http://evil.example\r\nContent-Length: 300000\r\n\r\n");

            assertThat(connection.answer()).startsWith("HTTP/1.1 403 ").containsIgnoringCase("Connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example.",
                "notlocalhost",
                "x",
            })
    void aNameThatIsNotTheServersIsRefused(String host) throws IOException {
        for (String target :
                new String[] {"POST " + TestServer.path("fn"), "GET " + list(), "GET /docs", "GET /metrics"}) {
            assertThat(exchange(server, target, host.replace("PORT", "" + server.port()), ""))
                    .as(target)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("\"FSS.0403\"", "allowed-hosts");
        }
        assertThat(exchange(
                        server,
                        "POST " + TestServer.path("fn"),
                        host.replace("PORT", "" + server.port()),
                        "X-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\nOrigin: http://"
                                + host.replace("PORT", "" + server.port()) + "\r\n"))
                .startsWith("HTTP/1.1 403 ");
        assertNothingWasQueued();
    }

    @Test
    void aTargetThatNamesAnotherServerIsRefused() throws IOException {
        String path = TestServer.path("fn");

        assertThat(exchange(server, "POST http://evil.example" + path, "evil.example", ""))
                .startsWith("HTTP/1.1 403 ");
        assertThat(exchange(server, "POST http://evil.example" + path, "localhost", ""))
                .startsWith("HTTP/1.1 40");
        assertThat(exchange(server, "POST http://localhost" + path, "evil.example", ""))
                .startsWith("HTTP/1.1 40");
        assertNothingWasQueued();
        assertThat(exchange(server, "POST http://localhost" + path, "localhost", ""))
                .startsWith("HTTP/1.1 202 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:PORT",
                "localhost.:PORT",
                "127.0.0.1",
                "127.0.0.1:PORT",
                "127.1",
                "192.168.7.9:80",
                "[::1]",
                "[::1]:PORT",
                "[2001:DB8::7]:8080",
            })
    void theServersOwnNamesAndAddressesAreServedToItsOwnPagesAndToOtherPrograms(String template) throws IOException {
        String host = template.replace("PORT", "" + server.port());
        for (String headers : new String[] {
            "",
            "Origin: http://" + host.toLowerCase(Locale.ROOT)
                    + "\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n",
            "Origin: http://" + host + "\r\n",
            "Sec-Fetch-Site: same-origin\r\n",
            "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n",
            "X-Forwarded-Host: evil.example\r\nX-Forwarded-For: 1.2.3.4\r\nReferer: http://evil.example/\r\n"
        }) {
            assertThat(exchange(server, "POST " + TestServer.path("fn"), host, headers))
                    .as(headers)
                    .startsWith("HTTP/1.1 202 ");
        }
        assertThat(exchange(server, "GET /metrics", host, "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theMachinesOwnNameIsTheServers() throws Exception {
        String host = InetAddress.getLocalHost().getHostName();

        assertThat(exchange(server, "POST " + TestServer.path("fn"), host, "")).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void aClientThatNamesNoHostIsServed() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST " + TestServer.path("fn") + " HTTP/1.0\r\nContent-Length: 0\r\n\r\n");

            assertThat(connection.rest()).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void aLinkToTheDocumentationCanBeFollowed() throws IOException {
        String link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";

        assertThat(exchange(server, "GET /docs", "localhost", link)).startsWith("HTTP/1.1 200 ");
        assertThat(exchange(server, "GET /docs", "localhost", link.replace("document", "iframe")))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aProxyThatPassesItsOwnNameIsAllowedBySetting() throws Exception {
        try (TestServer named = start("allowed-hosts", "Functions.Example.com,my_server", "data-dir", dir("named"))) {
            for (String host : new String[] {"functions.example.com", "FUNCTIONS.example.com.:443", "my_server:8080"}) {
                assertThat(exchange(named, "POST " + TestServer.path("fn"), host, ""))
                        .startsWith("HTTP/1.1 202 ");
            }
            // The proxy speaks TLS, this server does not.
            assertThat(exchange(
                            named,
                            "POST " + TestServer.path("fn"),
                            "functions.example.com",
                            "Origin: https://functions.example.com\r\n"))
                    .startsWith("HTTP/1.1 202 ");
            assertThat(exchange(named, "POST " + TestServer.path("fn"), "evil.example", ""))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void aPageOfAnAllowedOriginCanUseTheApi() throws Exception {
        try (TestServer open = start("allowed-origins", PAGE + ":443,http://localhost:3000", "data-dir", dir("open"))) {
            String preflight = exchange(open, "OPTIONS " + TestServer.path("fn"), "localhost", PREFLIGHT);
            assertThat(preflight)
                    .startsWith("HTTP/1.1 204 ")
                    .contains("Access-Control-Allow-Origin: " + PAGE + "\r\n")
                    .contains("Access-Control-Allow-Methods: GET, HEAD, POST\r\n")
                    .contains("Access-Control-Allow-Headers: content-type,x-auth-token\r\n")
                    .contains("Access-Control-Allow-Private-Network: true\r\n")
                    .contains("Vary: Origin\r\n")
                    .contains("X-Request-Id: ")
                    .endsWith("\r\n\r\n");
            String page = "Origin: " + PAGE + "\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Site: cross-site\r\n";
            for (String target : new String[] {"POST " + TestServer.path("fn"), "GET " + list(), "POST /nowhere"}) {
                assertThat(exchange(open, target, "localhost", page))
                        .as(target)
                        .containsPattern("^HTTP/1.1 (202|200|404) ")
                        .containsOnlyOnce("Access-Control-Allow-Origin: " + PAGE + "\r\n")
                        .contains("Access-Control-Expose-Headers: X-Request-Id, Retry-After\r\n")
                        .contains("Vary: Origin\r\n");
            }
            // An error that Jersey never sees.
            assertThat(exchange(open, "POST /v2/a%2Fb", "localhost", page))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Access-Control-Allow-Origin: " + PAGE + "\r\n");
            assertThat(exchange(open, "GET " + list(), "localhost", ""))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Vary: Origin\r\n")
                    .doesNotContain("Access-Control");
            assertThat(exchange(open, "POST " + TestServer.path("fn"), "localhost", "Origin: http://app.example\r\n"))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("Access-Control");
        }
    }

    @Test
    void whereCredentialsAreDemandedTheyDecideAndTheSettingOnlyTellsTheBrowser() throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        String token = "X-Auth-Token: " + credentials.token().text() + "\r\n";
        String file = credentials.file().toString();
        try (TestServer closed = start("credentials-file", file, "allowed-origins", PAGE, "data-dir", dir("closed"))) {
            String post = "POST " + TestServer.path("fn");

            assertThat(exchange(closed, post, "functions.example.com", token)).startsWith("HTTP/1.1 202 ");
            assertThat(exchange(closed, post, "localhost", token + "Origin: http://evil.example\r\n"))
                    .startsWith("HTTP/1.1 202 ")
                    .doesNotContain("Access-Control");
            assertThat(exchange(closed, "OPTIONS " + TestServer.path("fn"), "localhost", PREFLIGHT))
                    .startsWith("HTTP/1.1 204 ")
                    .contains("Access-Control-Allow-Origin: " + PAGE + "\r\n");
            assertThat(exchange(
                            closed,
                            "OPTIONS " + TestServer.path("fn"),
                            "localhost",
                            PREFLIGHT.replace(PAGE, "http://evil.example")))
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContain("Access-Control");
            assertThat(exchange(closed, post, "localhost", "Origin: " + PAGE + "\r\n"))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("Access-Control-Allow-Origin: " + PAGE + "\r\n");
        }
    }

    private void assertNothingWasQueued() throws IOException {
        assertThat(exchange(server, "GET /metrics", "localhost", ""))
                .contains("functiongraph_invocations_accepted_total 0.0");
    }

    private String dir(String name) {
        return dir.resolve(name).toString();
    }

    private static String list() {
        return TestServer.path("fn").replace("invocations-async", "async-invocations");
    }

    private static String cancel() {
        return TestServer.path("fn").replace("invocations-async", "cancel");
    }

    private static String exchange(TestServer server, String target, String host, String headers) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n");
            return connection.rest();
        }
    }
}
