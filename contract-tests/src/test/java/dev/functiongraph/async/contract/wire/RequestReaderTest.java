package dev.functiongraph.async.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that the reference server reads. */
class RequestReaderTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aRequestIsReadToItsEnd() {
        IncomingRequest incoming = read("POST /p HTTP/1.1|Host: h|Content-Length: 4||{'a'GET /");

        assertThat(incoming.problems()).isEmpty();
        assertThat(incoming.complete()).isTrue();
        assertThat(incoming.message().request().text()).isEqualTo("{'a'");
    }

    @Test
    void chunksAreJoined() {
        IncomingRequest incoming = read("POST /p HTTP/1.1|host: h|transfer-encoding: Chunked||3;x=y|abc|1|d|0|T: 1||");

        assertThat(incoming.problems()).isEmpty();
        assertThat(incoming.message().request().text()).isEqualTo("abcd");
    }

    @Test
    void aClientThatAsksIsToldToGoOn() {
        read("POST /p HTTP/1.1|Host: h|Expect: 100-continue|Content-Length: 1||x");

        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    }

    @Test
    void nothingIsNoRequest() {
        assertThat(new RequestReader(new ByteArrayInputStream(new byte[0]), out).read())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "POST  /p HTTP/1.1|Host: h|| → the request line is malformed",
                "PRI * HTTP/2.0|| → the request line is malformed",
                "GET /p HTTP/1.1|| → there are 0 Host headers",
                "GET /p HTTP/1.1|Host: a|Host: b|| → there are 2 Host headers",
                "GET /p HTTP/1.1|Host: a|no field|| → a header line is malformed",
                "GET /p HTTP/1.1|Host : a|Host: b|| → a header line is malformed",
                "POST /p HTTP/1.1|Host: h|Content-Length: 4||abc → after 3 of 4 bytes",
                "POST /p HTTP/1.1|Host: h|Content-Length: 4|Content-Length: 3||abc → Content-Length is [4, 3]",
                "POST /p HTTP/1.1|Host: h|Content-Length: 1|Transfer-Encoding: chunked||0|| → there are both",
                "POST /p HTTP/1.1|Host: h|Transfer-Encoding: gzip|| → Transfer-Encoding is [gzip]",
                "POST /p HTTP/1.1|Host: h|Transfer-Encoding: chunked||1|ab|0|| → a chunk is longer",
                "POST /p HTTP/1.1|Host: h → in the middle of the message",
            })
    void whatIsWrongIsTold(String request, String problem) {
        assertThat(read(request).problems()).anyMatch(told -> told.contains(problem));
    }

    @Test
    void aLineThatEndsWithoutACarriageReturnIsTold() {
        assertThat(read("GET /p HTTP/1.1\nHost: h||").problems())
                .singleElement()
                .asString()
                .contains("carriage return");
    }

    /** @param text with a bar for each line end */
    private IncomingRequest read(String text) {
        byte[] bytes = text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return new RequestReader(new ByteArrayInputStream(bytes), out).read().orElseThrow();
    }
}
