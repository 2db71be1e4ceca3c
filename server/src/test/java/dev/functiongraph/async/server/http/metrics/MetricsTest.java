package dev.functiongraph.async.server.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.credentials.Role;
import dev.functiongraph.async.server.http.RawConnection;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    @TempDir
    Path dir;

    @Test
    void whatWasAcceptedAndWhereItIsCanBeScraped() throws Exception {
        String entries = TestFunctions.entry("fn", TestFunctions.Recording.class)
                + TestFunctions.entry("bad", TestFunctions.Failing.class);
        try (TestServer server = TestServer.start(dir, entries)) {
            server.invoke("fn", "{}");
            server.invoke("fn", "{}");
            server.invoke("bad", "{}");

            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.get("/metrics"))
                            .contains("functiongraph_invocations_accepted_total 3.0\n")
                            .contains("functiongraph_invocations_succeeded_total 2.0\n")
                            .contains("functiongraph_invocations_failed_total 1.0\n")
                            .contains("functiongraph_invocations_discarded_total 0.0\n")
                            .contains("functiongraph_invocations_waiting 0.0\n")
                            .contains("functiongraph_invocations_running 0.0\n")
                            .contains("functiongraph_invocations_drift 0.0\n"));
        }
    }

    @Test
    void whereCredentialsAreRequiredTheyAreForOperators() throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        String caller = credentials.token().text();
        String operator = credentials.token(Role.OPERATOR_READER).text();
        String entries = TestFunctions.entry("fn", TestFunctions.Recording.class);
        try (TestServer server = TestServer.start(
                dir, entries, "credentials-file", credentials.file().toString())) {
            for (String path : List.of("/metrics", "/metrics/", "/%6detrics", "/metrics;x=y", "/metrics?a")) {
                assertThat(get(server, path, ""))
                        .as(path)
                        .startsWith("HTTP/1.1 401 ")
                        .contains("WWW-Authenticate: Bearer\r\n", "valid credentials are required")
                        .doesNotContain("functiongraph_invocations");
            }
            assertThat(get(server, "//metrics", "")).startsWith("HTTP/1.1 400 ");
            assertThat(get(server, "/metrics", "Authorization: Bearer x\r\n"))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("WWW-Authenticate: Bearer\r\n", "the token is not valid (unknown, expired or revoked)");
            assertThat(get(server, "/metrics", "X-Auth-Token: " + caller + "\r\n"))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("the credentials are not an operator's");
            for (String header : List.of("X-Auth-Token: ", "Authorization: Bearer ", "authorization: bearer ")) {
                assertThat(get(server, "/metrics", header + operator + "\r\n"))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("functiongraph_invocations_accepted_total 0.0\n");
            }
        }
    }

    private static String get(TestServer server, String path, String headers) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n")
                    .rest();
        }
    }
}
