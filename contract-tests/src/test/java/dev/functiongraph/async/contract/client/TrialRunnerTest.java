package dev.functiongraph.async.contract.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.wire.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Cases that could not run: each is reported with its reason. */
class TrialRunnerTest {
    private static final Trial PLAIN = new Replies(1).plain();

    @Test
    void nothingIsSaidOfAClientThatHangsBeforeItSends() {
        try (TrialRunner stage = stage((base, call, limit) -> ClientReport.HUNG, new Recorder())) {
            assertThatThrownBy(() -> stage.conversation(PLAIN))
                    .isInstanceOf(CouldNotRunException.class)
                    .hasMessage("the client neither sent a request nor ended, in the case " + PLAIN.id());
        }
    }

    @Test
    void aRunThatFillsTheMemoryIsNotGoneOnWith() {
        try (TrialRunner stage = stage((base, call, limit) -> ask(base), new Recorder(100))) {
            assertThatThrownBy(() -> stage.conversation(PLAIN))
                    .isInstanceOf(CouldNotRunException.class)
                    .hasMessage(Recorder.FULL);
        }
    }

    private static ClientReport ask(URI base) {
        try {
            ((HttpURLConnection) base.toURL().openConnection()).getResponseCode();
            return ClientReport.parse("{\"outcome\":\"failed\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrialRunner stage(ClientUnderTest client, Recorder recorder) {
        return new TrialRunner(ClientSettings.of(client, "a client"), recorder);
    }
}
