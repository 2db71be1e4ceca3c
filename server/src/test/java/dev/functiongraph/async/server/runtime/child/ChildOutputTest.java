package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.invocation.FunctionLog;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildOutputTest {
    private final PipedOutputStream process = new PipedOutputStream();
    private final ChildOutput output = ChildOutput.of(connected(process));
    private final FunctionLog first = new FunctionLog();
    private final FunctionLog second = new FunctionLog();

    private static PipedInputStream connected(PipedOutputStream out) {
        try {
            return new PipedInputStream(out, 1 << 16);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void eachAttemptHasItsOwnOutput() throws Exception {
        output.begin(first);
        write("one");
        CompletableFuture<Void> end = output.mark().read();
        output.begin(second);
        write(output.marker() + "\ntwo");
        process.close();
        end.get(20, TimeUnit.SECONDS);
        output.end().get(20, TimeUnit.SECONDS);

        assertThat(first.text()).isEqualTo("one");
        assertThat(second.text()).isEqualTo("two");
    }

    @Test
    void aMarkerThatComesByteByByteIsFoundAndWhatOnlyLooksLikeItIsOutput() throws Exception {
        output.begin(first);
        String fake = output.marker().substring(0, 20) + "\u001e";
        CompletableFuture<Void> end = output.mark().read();
        for (char part : (fake + output.marker() + "\n").toCharArray()) {
            write(String.valueOf(part));
        }
        end.get(20, TimeUnit.SECONDS);

        assertThat(first.text()).isEqualTo(fake);
    }

    @Test
    void whatIsWrittenBetweenTwoAttemptsBelongsToTheNext() throws Exception {
        write("starting\n");
        output.begin(first);
        CompletableFuture<Void> end = output.mark().read();
        write("one\n" + output.marker() + "\nbetween\n");
        end.get(20, TimeUnit.SECONDS);
        process.close();
        output.end().get(20, TimeUnit.SECONDS);
        output.begin(second);

        assertThat(first.text()).isEqualTo("starting\none\n");
        assertThat(second.text()).isEqualTo("between\n");
        assertThat(output.mark().isFirst()).isFalse();
        assertThat(output.mark().read()).isDone();
    }

    private void write(String text) throws IOException {
        process.write(text.getBytes(StandardCharsets.ISO_8859_1));
        process.flush();
    }
}
