package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The values that match an example. */
class ExamplesTest {
    private static final String EXAMPLE = """
            {"list": [{"id": "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826", "end": "2026-01-02T03:04:06.007Z"}], \
            "count": 1}""";

    @Test
    void withAnotherIdAndAnotherTimeItIsTheSame() throws IOException {
        assertThat(isSame("""
                {"count": 1, "list": [\
                {"end": "2030-12-31T00:00:00Z", "id": "7aad83af-3e8d-42e9-9ac1-94e8419e2c9b"}]}""")).isTrue();
    }

    @Test
    void withAnythingElseInAnElementOfAListItIsAnother() throws IOException {
        assertThat(isSame(EXAMPLE.replace("\"e834cb5b", "\"xe834cb5b"))).isFalse();
        assertThat(isSame(EXAMPLE.replace("\"2026-01-02T03:04:06.007Z\"", "\"2026-01-02\"")))
                .isFalse();
        assertThat(isSame(EXAMPLE.replace("\"2026-01-02T03:04:06.007Z\"", "\"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\"")))
                .isFalse();
        assertThat(isSame(EXAMPLE.replace("1}", "2}"))).isFalse();
    }

    @Test
    void withMoreOrLessElementsItIsAnother() throws IOException {
        assertThat(isSame("{\"list\": [], \"count\": 1}")).isFalse();
        assertThat(isSame(EXAMPLE.replace("}]", "}, {}]"))).isFalse();
    }

    private static boolean isSame(String value) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return Examples.same(json.readTree(EXAMPLE), json.readTree(value));
    }
}
