package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationQueryTest {

    private final InvocationQuery all = InvocationQuery.all();

    @Test
    void narrowingOneDownLeavesItAsItWas() {
        InvocationQuery failed = all.withStatus(Invocation.Status.FAIL);
        InvocationQuery page = failed.withMarker(7).withMarker(8);
        assertThat(all).isEqualTo(InvocationQuery.all()).isNotEqualTo(failed);
        assertThat(failed.marker()).isEmpty();
        assertThat(page.marker()).hasValue(8);
        assertThat(page.status()).hasValue(Invocation.Status.FAIL);
    }

    @Test
    void itsLimitsAreTheContracts() {
        JsonNode limit =
                Contract.queryParameter("listAsyncInvocations", "limit").path("schema");
        int least = limit.path("minimum").intValue();
        int most = limit.path("maximum").intValue();
        assertThatCode(() -> all.withLimit(least).withLimit(most)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withLimit(least - 1))
                .withMessage("limit must be 1 to 500, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> all.withLimit(most + 1));
    }

    @Test
    void aMarkerIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withMarker(-1))
                .withMessageStartingWith("marker must be 0 to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "-0001-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z"})
    void aTimeThatTheContractCannotWriteIsRefused(Instant time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withAcceptedFrom(time))
                .withMessageStartingWith("acceptedFrom must be 0000-");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withAcceptedTo(time))
                .withMessageStartingWith("acceptedTo must be 0000-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "2026-01-02T03:04:00.100Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void aTimeIsWrittenAsTheContractHasIt(Instant time) {
        JsonNode form = Contract.schema("QueryTime");
        assertThat(all.withAcceptedFrom(time).acceptedFrom().orElseThrow().toString())
                .matches(form.path("pattern").textValue())
                .hasSizeBetween(
                        form.path("minLength").intValue(),
                        form.path("maxLength").intValue());
    }

    @Test
    void nobodyCanAskForAStatusThatIsUnknown() {
        assertThatIllegalArgumentException().isThrownBy(() -> all.withStatus(Invocation.Status.UNKNOWN));
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> all.withRequestId(null));
        assertThatNullPointerException().isThrownBy(() -> all.withStatus(null));
        assertThatNullPointerException().isThrownBy(() -> all.withAcceptedFrom(null));
        assertThatNullPointerException().isThrownBy(() -> all.withAcceptedTo(null));
    }
}
