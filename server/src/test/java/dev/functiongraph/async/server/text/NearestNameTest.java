package dev.functiongraph.async.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("port", "host", "data-dir", "retry-base", "retry-cap");

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "pport, port",
        "por, port",
        "PORT, port",
        "datadir, data-dir",
        "data_dir, data-dir",
        "retry-cup, retry-cap"
    })
    void aSlipOfTheFingersIsMended(String typed, String meant) {
        assertThat(NearestName.of(typed, NAMES)).contains(meant);
        assertThat(NearestName.hint(typed, NAMES)).isEqualTo("; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "colour", "start", "p", "retry-interval"})
    void anotherWordIsNotGuessedAt(String typed) {
        assertThat(NearestName.hint(typed, NAMES)).isEmpty();
    }

    @Test
    void aWordOfManyCharactersCostsNothing() {
        assertThat(NearestName.of("x".repeat(10_000_000), List.of("x".repeat(10_000_000))))
                .isEmpty();
    }
}
