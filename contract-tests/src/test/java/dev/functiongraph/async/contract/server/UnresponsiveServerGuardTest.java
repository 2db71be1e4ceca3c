package dev.functiongraph.async.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.wire.Exchange;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.NoAnswer;
import dev.functiongraph.async.contract.wire.NoAnswerKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnresponsiveServerGuardTest {
    private final UnresponsiveServerGuard guard = new UnresponsiveServerGuard(3, Duration.ZERO);

    @Test
    void aServerThatIsSilentAboutOddRequestsOnlyIsNotGivenUp() {
        note(NoAnswerKind.SILENT, 3);
        assertThat(guard.isTooLong()).isTrue();
        assertThat(guard.isForGood(() -> true)).isFalse();
        assertThat(guard.isForGood(() -> true)).isFalse();
    }

    @Test
    void aServerThatAnswersNoOrdinaryRequestEitherIsGivenUpAndNotAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        note(NoAnswerKind.SILENT, 3);
        for (int i = 0; i < 2; i++) {
            assertThat(guard.isForGood(() -> asked.incrementAndGet() < 0)).isTrue();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAnswerOrAClosedConnectionBetweenThemBeginsTheCountAgain() {
        note(NoAnswerKind.SILENT, 2);
        note(NoAnswerKind.CLOSED, 1);
        note(NoAnswerKind.SILENT, 2);
        assertThat(guard.isTooLong()).isFalse();
        assertThat(guard.isForGood(() -> false)).isFalse();
    }

    @Test
    void requestsThatWereWaitedForAtOnceAreNotYetTooMany() {
        UnresponsiveServerGuard patient = new UnresponsiveServerGuard(3, Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            patient.note(without(NoAnswerKind.SILENT));
        }
        assertThat(patient.isTooLong()).isFalse();
    }

    private void note(NoAnswerKind kind, int times) {
        for (int i = 0; i < times; i++) {
            guard.note(without(kind));
        }
    }

    private static Exchange without(NoAnswerKind kind) {
        Message sent = Message.of("GET", "/");
        NoAnswer none = new NoAnswer(kind, "no answer", new byte[0]);
        return new Exchange("id", sent, sent.bytes(), false, "", true, Optional.empty(), Optional.of(none));
    }
}
