package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The size limit of bodies, however their length is declared. */
class BodySizeTest {
    private static final int LIMIT = 262_144;
    private static final String END = "\r\n0\r\n\r\n";

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @Test
    void anEventOf262144BytesIsAccepted() throws IOException {
        assertThat(withLength(event(LIMIT)).status()).isEqualTo(202);
    }

    @Test
    void anEventOf262144BytesInChunksIsAccepted() throws IOException {
        assertThat(chunked(event(LIMIT), END).status()).isEqualTo(202);
    }

    @Test
    void oneByteMoreIsRefusedByItsDeclaredLengthAlone() throws IOException {
        RawAnswer answer = SERVER.raw(head("Content-Length: " + (LIMIT + 1)));
        assertThat(answer.conforming().status()).isEqualTo(413);
    }

    @Test
    void aLengthThatNoIntegerHoldsIsRefusedToo() throws IOException {
        RawAnswer answer = SERVER.raw(head("Content-Length: " + (1L << 32)));
        assertThat(answer.conforming().status()).isEqualTo(413);
    }

    @Test
    void oneByteMoreInChunksIsRefused() throws IOException {
        assertThat(chunked(event(LIMIT + 1), END).status()).isEqualTo(413);
    }

    @Test
    void oneByteMoreInChunksIsRefusedBeforeTheBodyHasEnded() throws IOException {
        assertThat(chunked(event(LIMIT + 1), "").status()).isEqualTo(413);
    }

    @Test
    void bytesCountNotCharacters() throws IOException {
        String event = "{\"a\":\"" + "京".repeat(LIMIT / 3) + "\"}";
        assertThat(event.length()).isLessThan(LIMIT);
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        assertThat(SERVER.raw(head("Content-Length: " + body.length))
                        .conforming()
                        .status())
                .isEqualTo(413);
    }

    @Test
    void noChunksButTheLastAreTheEmptyEvent() throws IOException {
        assertThat(SERVER.raw(head("Transfer-Encoding: chunked") + "0\r\n\r\n")
                        .conforming()
                        .status())
                .isEqualTo(202);
    }

    private static byte[] event(int bytes) {
        return ("{\"a\":\"" + "x".repeat(bytes - 8) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static RawAnswer withLength(byte[] body) throws IOException {
        return SERVER.raw(head("Content-Length: " + body.length), body).conforming();
    }

    private static RawAnswer chunked(byte[] body, String end) throws IOException {
        String head = head("Transfer-Encoding: chunked") + Integer.toHexString(body.length) + "\r\n";
        return SERVER.raw(head, body, end).conforming();
    }

    private static String head(String length) {
        return "POST " + Spec.path(Spec.TEST) + " HTTP/1.1\r\n" + SERVER.host() + "Content-Type: application/json\r\n"
                + length + "\r\n\r\n";
    }
}
