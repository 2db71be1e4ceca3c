package dev.functiongraph.async.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The time limit, one for all of an answer. */
class DeadlineInputTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<Integer> patience = new ArrayList<>();
    private final DeadlineInput input = new DeadlineInput(dripping(), patience::add, Duration.ofSeconds(2), clock::get);

    @Test
    void bytesThatDripDoNotPutTheDeadlineOff() throws Exception {
        input.read();
        input.read(new byte[10], 0, 10);
        input.read();
        assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
        assertThat(patience).containsExactly(2000, 1100, 200);
    }

    @Test
    void theNextAnswerHasTheWholeTimeAgain() throws Exception {
        input.read();
        input.begin();
        input.read();
        assertThat(patience).containsExactly(2000, 2000);
    }

    /** One byte for each 0.9 seconds. */
    private InputStream dripping() {
        return new InputStream() {
            @Override
            public int read() {
                clock.addAndGet(Duration.ofMillis(900).toNanos());
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int start, int count) {
                bytes[start] = (byte) read();
                return 1;
            }
        };
    }
}
