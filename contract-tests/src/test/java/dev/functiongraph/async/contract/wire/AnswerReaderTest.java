package dev.functiongraph.async.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of answers, which must cope with whatever a server sends. */
class AnswerReaderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK\\r\\n | X: y\\r\\n | header section",
                "HTTP/1.1 200 OK\\r\\nX: | y | a line has more",
                "'' | HTTP/1.1 103 Hints\\r\\n\\r\\n | interim answers",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 1\\r\\nx\\r\\n | stopped reading it",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | ffffff\\r\\n | stopped reading it",
                "HTTP/1.1 200 OK\\r\\n\\r\\n | x | stopped reading it",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 20000000\\r\\n\\r\\n | x | stopped reading it",
            })
    void anAnswerWithoutEndIsNotReadWithoutEnd(String start, String endless, String complaint) {
        InputStream in = new Endless(unescaped(start), unescaped(endless));
        assertThatThrownBy(() -> new AnswerReader(in).read("GET"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void manyMistakesAreNotAllKept() throws Exception {
        Received received = read(OK + "x\n".repeat(10_000) + "Content-Length: 0\r\n\r\n");
        assertThat(received.framing()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    void theNameOfACodingHasNoLetterCase(String name) throws Exception {
        String answer = OK + "Transfer-Encoding: " + name + "\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n";
        Received received = read(answer);
        assertThat(received.framing()).isEmpty();
        assertThat(received.answer().text()).isEqualTo("{}");
        assertThat(new String(received.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo(answer);
    }

    @Test
    void aBodyThatIsNotCodedIsKeptOnce() throws Exception {
        Received received = read(OK + "Content-Length: 2\r\n\r\n{}");
        assertThat(received.payload()).isSameAs(received.answer().body());
        assertThat(received.bytes()).asString().isEqualTo(OK + "Content-Length: 2\r\n\r\n{}");
    }

    @Test
    void whatFollowsAnAnswerIsAFaultWhereNothingMayFollow() throws Exception {
        String answer = OK + "Content-Length: 2\r\n\r\n{}";
        assertThat(reader(answer).readOnly("GET").framing()).isEmpty();
        assertThat(reader(answer + "and more").readOnly("GET").framing())
                .containsExactly("at least 8 bytes follow the answer: and more… (as far as it was read)");
        assertThat(reader(answer + answer).read("GET").framing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                                    CLOSED",
        "HTTP/1.1 103 Hints\\r\\n\\r\\n,                        CLOSED",
        "HTTP/1.1 200 OK\\r\\n,                                 UNREADABLE",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n{,   UNREADABLE",
        "SSH-2.0-x\\r\\n\\r\\n,                                 UNREADABLE",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nx\\r\\n, UNREADABLE",
    })
    void anEndInsteadOfAnAnswerIsAnotherThingThanNonsense(String text, NoAnswerKind absence) {
        assertThatThrownBy(() -> read(unescaped(text)))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(NoAnswerKind.of(e)).isEqualTo(absence));
    }

    @Test
    void aConnectionThatEndsSaysSo() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(EOFException.class)
                .hasMessage("the connection ended without an answer");
    }

    private static AnswerReader reader(String text) {
        return new AnswerReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Received read(String text) throws IOException {
        return reader(text).read("GET");
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    /** Begins with a text, and repeats another for ever. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // Slow or not does not matter here.
    private static final class Endless extends InputStream {
        private final byte[] start;
        private final byte[] endless;
        private long position;

        Endless(String start, String endless) {
            this.start = start.getBytes(StandardCharsets.ISO_8859_1);
            this.endless = endless.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public int read() {
            long at = position++;
            return at < start.length ? start[(int) at] : endless[(int) ((at - start.length) % endless.length)];
        }
    }
}
