package dev.functiongraph.async.server.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @Test
    void durationsBearTheirUnit() {
        assertThat(Units.duration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Units.duration("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(Units.duration("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Units.duration("12h")).isEqualTo(Duration.ofHours(12));
        assertThat(Units.duration("7d")).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void sizesBearTheirUnit() {
        assertThat(Units.bytes("17B")).isEqualTo(17);
        assertThat(Units.bytes("256KiB")).isEqualTo(262_144);
        assertThat(Units.bytes("16MiB")).isEqualTo(16_777_216);
        assertThat(Units.bytes("1GiB")).isEqualTo(1_073_741_824);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "30 s", "30S", "1w", "99999999999s"})
    void whatIsNoDurationIsRefusedWithAnExampleOfOne(String text) {
        assertThatThrownBy(() -> Units.duration(text))
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "256", "256KB", "256kib", "-1B"})
    void whatIsNoSizeIsRefusedWithAnExampleOfOne(String text) {
        assertThatThrownBy(() -> Units.bytes(text))
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("256KiB");
    }

    @Test
    void aDurationIsShownInWholeUnits() {
        assertThat(Units.text(Duration.ofSeconds(7_530))).isEqualTo("2h 5m 30s");
        assertThat(Units.text(Duration.ofSeconds(60))).isEqualTo("1m");
        assertThat(Units.text(Duration.ofMillis(90_600))).isEqualTo("1m 30s");
        assertThat(Units.text(Duration.ofMillis(3))).isEqualTo("0s");
    }
}
