package dev.functiongraph.async.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecorderTest {

    @Test
    void whatMemoryCannotHoldIsNotKeptAndTold() {
        Recorder recorder = new Recorder(2_000);
        recorder.add(exchange(100));
        assertThat(recorder.isFull()).isFalse();
        recorder.add(exchange(1_000));
        assertThat(recorder.isFull()).isTrue();
        assertThat(recorder.all()).hasSize(1);
    }

    private static Exchange exchange(int size) {
        Message sent = Message.of("POST", "/").withBody("x".repeat(size));
        return new Exchange("id", sent, sent.bytes(), false, "", true, Optional.empty(), Optional.empty());
    }
}
