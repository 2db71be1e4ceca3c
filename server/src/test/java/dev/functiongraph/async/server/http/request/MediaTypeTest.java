package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.http.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in other media types, charsets and content codings, all with the same JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaTypeTest {
    private static final String LATER_FAULTS = "Accept: text/html\r\n";

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        server = TestServer.start(dir, TestFunctions.entry("fn", TestFunctions.Recording.class));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: */*",
                "Content-Type: application/*",
                "Content-Type: application/jsonp",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: application/json; charset=latin1",
                "Content-Type: application/json; charset=\"utf-16\"",
                "Content-Type: application/json; charset=utf-8; charset=latin1",
                "Content-Type: application/json; charset=",
                "Content-Type: application/json; charset=\"",
                "Content-Type: application/json; charset=\"utf\"-8",
                "Content-Type: application/json; charset",
                "Content-Type: application/json charset=utf-8",
                "Content-Type: application/json, application/json",
                "Content-Type: application/json\r\nContent-Type: application/json",
                "Content-Type: application/json\r\nContent-Type: text/plain",
                "Content-Type: garbage",
                "Content-Type: ;;",
                "Content-Type: /",
                "Content-Type: application/",
                "Content-Type: \"application/json\"",
                "Content-Type:",
                "Content-Type: ",
            })
    void aMediaTypeThatIsNotJsonInUtf8IsRefused(String header) throws IOException {
        for (String operation : new String[] {"invocations-async", "cancel"}) {
            for (String later : new String[] {"", LATER_FAULTS, "Accept: ;;\r\n"}) {
                assertThat(post(operation, header + "\r\n" + later))
                        .startsWith("HTTP/1.1 415 ")
                        .contains("\"FSS.0415\"")
                        .doesNotContainIgnoringCase("Accept-Encoding");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json",
                "Content-Type: APPLICATION/JSON;CHARSET=UTF-8",
                "Content-Type: application/json; charset=\"utf-8\"",
                "Content-Type: application/json; charset=\"\\ut\\f-8\"",
                "Content-Type: application/json ; v=1",
                "Content-Type: application/json; a=\"x;charset=latin1\"; charset=utf-8",
                "Content-Type: application/json; a=\"\\\";charset=latin1\"",
                "Content-Type: application/json;",
                "Content-Type: application/json;;charset=utf-8;",
                "Content-Encoding: identity",
                "Content-Encoding: Identity, identity",
                "Content-Encoding:",
                "Content-Encoding: ,",
                "X-None: none",
            })
    void jsonInUtf8IsTakenHoweverItIsWritten(String header) throws IOException {
        assertThat(post("invocations-async", header + "\r\n")).startsWith("HTTP/1.1 202 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: gzip",
                "Content-Encoding: GZIP",
                "Content-Encoding: aws-chunked",
                "Content-Encoding: gzip, identity",
                "Content-Encoding: identity\r\nContent-Encoding: br",
                "Content-Encoding: identity;q=1",
                "Content-Encoding: utf-8",
                "content-encoding: deflate\r\nContent-Type: application/json",
                "Content-Encoding: gzip\r\nContent-Type: text/plain",
            })
    void aContentCodingIsRefusedWithTheOnesThatAreAccepted(String header) throws IOException {
        for (String operation : new String[] {"invocations-async", "cancel"}) {
            for (String later : new String[] {"", LATER_FAULTS}) {
                assertThat(post(operation, header + "\r\n" + later))
                        .startsWith("HTTP/1.1 415 ")
                        .containsIgnoringCase("\r\nAccept-Encoding: identity\r\n")
                        .contains("\"FSS.0415\"");
            }
        }
    }

    @Test
    void aTypeOfManyParametersIsRead() throws IOException {
        assertThat(post("invocations-async", "Content-Type: application/json" + ";a=\"\\b;c\"".repeat(1_500) + "\r\n"))
                .startsWith("HTTP/1.1 202 ");
        assertThat(post("invocations-async", "Content-Type: application/json;a=\"" + "\\b".repeat(7_500) + "\r\n"))
                .startsWith("HTTP/1.1 415 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: garbage", "Content-Type: ;;", "Content-Encoding: gzip", "Content-Type:"})
    void whereNoOperationReadsABodyItsKindDoesNotMatter(String header) throws IOException {
        String list = TestServer.path("fn").replace("invocations-async", "async-invocations");

        assertThat(exchange("GET " + list, header + "\r\n", "")).startsWith("HTTP/1.1 200 ");
        assertThat(exchange("GET /metrics", header + "\r\n", "")).startsWith("HTTP/1.1 200 ");
        assertThat(exchange("PUT " + list, header + "\r\n", "{}")).startsWith("HTTP/1.1 405 ");
        assertThat(exchange("POST /nowhere", header + "\r\n", "{}")).startsWith("HTTP/1.1 404 ");
    }

    private String post(String operation, String headers) throws IOException {
        return exchange("POST " + TestServer.path("fn").replace("invocations-async", operation), headers, "{}");
    }

    private String exchange(String target, String headers, String body) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            return connection.rest();
        }
    }
}
