package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.invocation.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChildOutputTest {
    private static final int PIPE_BYTES = 1 << 16;

    private final PipedOutputStream process = new PipedOutputStream();
    private final ChildOutput output = new ChildOutput(connected(process));
    private final FunctionLog first = new FunctionLog();
    private final FunctionLog second = new FunctionLog();

    private static InputStream connected(PipedOutputStream out) {
        try {
            return new PipedInputStream(out, PIPE_BYTES);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatIsWrittenBeforeAnAttemptEndsBelongsToItEvenHalfALine() throws Exception {
        output.begin(first);
        write("one\nand a ha");
        output.end();
        output.begin(second);
        write("lf\n");
        output.end();

        assertThat(first.text()).isEqualTo("one\nand a ha");
        assertThat(second.text()).isEqualTo("lf\n");
    }

    @Test
    void whatIsWrittenBetweenTwoAttemptsBelongsToTheNext() throws Exception {
        write("starting\n");
        output.begin(first);
        write("one\n");
        output.end();
        write("between\n");
        output.begin(second);

        assertThat(first.text()).isEqualTo("starting\none\n");
        assertThat(second.text()).isEqualTo("between\n");
        assertThat(output.between().isEmpty()).isTrue();
    }

    @Test
    void allThatAFullPipeHoldsIsRead() throws Exception {
        output.begin(first);
        write("x".repeat(PIPE_BYTES - 1) + "\n");
        output.end();

        assertThat(first.text()).hasSize(PIPE_BYTES);
    }

    @Test
    void aProcessThatHasNothingToSayIsNotWaitedFor() {
        output.begin(first);

        assertThat(output.read()).isFalse();
    }

    private void write(String text) throws IOException {
        process.write(text.getBytes(StandardCharsets.ISO_8859_1));
        process.flush();
    }
}
