package dev.functiongraph.async.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that cannot be a server's: they are refused before anything is sent. */
class TargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:99999", "http://localhost:65536", "https://localhost:0"})
    void aPortThatThereIsNotIsRefused(String url) {
        assertThatThrownBy(() -> new Target(URI.create(url), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a port must be a number from 1 to 65535: " + url);
    }

    @Test
    void anyOtherPortIsTaken() {
        assertThat(new Target(URI.create("http://localhost:65535"), Duration.ofSeconds(1)).port())
                .isEqualTo(65_535);
        assertThat(new Target(URI.create("https://localhost"), Duration.ofSeconds(1)).port())
                .isEqualTo(443);
    }
}
