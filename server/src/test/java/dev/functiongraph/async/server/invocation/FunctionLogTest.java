package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FunctionLogTest {
    private final FunctionLog log = new FunctionLog();

    @Test
    void whatFitsIsKeptAsItIs() {
        append("no ");
        log.append("line");
        append("\nü");

        assertThat(log.text()).isEqualTo("no line\n\n\u00fc");
    }

    @Test
    void itsBytesAreThoseThatWereWrittenAndNoneIfNoneWere() {
        assertThat(log.bytes()).isEmpty();

        byte[] bytes = {'a', 0, (byte) 0xff, '\n'};
        log.append(bytes, 0, bytes.length);

        assertThat(log.bytes()).isEqualTo(bytes);
    }

    @Test
    void ofMoreThanFitsTheLastWholeLinesAreKept() {
        for (int i = 0; i < 100_000; i++) {
            log.append("line " + i);
        }

        assertThat(log.text()).endsWith("\nline 99998\nline 99999\n");
        String[] parts = log.text().split("\n", 2);
        int cut = Integer.parseInt(parts[0].replaceAll("[^0-9]", ""));
        assertThat(parts[0]).isEqualTo("[" + cut + " bytes before this were cut]");
        assertThat(parts[1]).startsWith("line ").hasSizeBetween(FunctionLog.MAX_BYTES - 20, FunctionLog.MAX_BYTES);
        assertThat(cut + parts[1].length()).isEqualTo(1_088_890);
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        append("\u00fc".repeat(FunctionLog.MAX_BYTES) + "x");

        assertThat(log.text())
                .isEqualTo("[" + (FunctionLog.MAX_BYTES + 2) + " bytes before this were cut]\n"
                        + "\u00fc".repeat(FunctionLog.MAX_BYTES / 2 - 1) + "x");
    }

    @Test
    void allOfItCanMoveToAnother() {
        FunctionLog other = new FunctionLog();
        log.append("before");
        log.moveTo(other);
        other.append("after");

        assertThat(log.isEmpty()).isTrue();
        assertThat(other.text()).isEqualTo("before\nafter\n");
    }

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.append(bytes, 0, bytes.length);
    }
}
