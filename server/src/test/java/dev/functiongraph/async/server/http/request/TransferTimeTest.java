package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransferTimeTest {
    private final TransferTime time = new TransferTime(Duration.ofSeconds(30), 1_024);

    @Test
    void aMinimumRateCountsFromTheGraceOn() {
        assertThat(seconds(0)).isEqualTo(5);
        assertThat(seconds(1_024)).isEqualTo(6);
        assertThat(seconds(10 * 1_024)).isEqualTo(15);
    }

    @Test
    void thereIsAMaximumHoweverMuchArrives() {
        assertThat(seconds(262_144)).isEqualTo(30);
        assertThat(seconds(Long.MAX_VALUE)).isEqualTo(30);
    }

    private long seconds(long bytes) {
        return Duration.ofNanos(time.nanos(bytes)).toSeconds();
    }
}
