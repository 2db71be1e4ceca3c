package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The effect of a cancellation, in each state of an invocation. */
class CancellationTest {
    private static final int CANCELED = 4208;
    private static final int REPETITIONS = 20;

    @RegisterExtension
    static final HeldContainer CONTAINER = HeldContainer.open();

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open()
            .serving(
                    function("waits", "concurrency: 1"),
                    function("runs"),
                    function("repeats", "concurrency: 1", "async: {max_async_retry_attempts: 3}"),
                    function("ends"),
                    function("twice"),
                    function("races"),
                    function("owner", "concurrency: 1"),
                    function("other"),
                    function(
                            "tells",
                            "concurrency: 1",
                            "async:",
                            "  destination_config:",
                            "    on_failure: {destination: FunctionGraph, param: {func_urn: \"" + Caller.urn("told")
                                    + "\"}}"),
                    function("told"),
                    CONTAINER.entry(Caller.urn("contained")));

    @Test
    void whatWaitsIsDiscardedAndNeverRuns() throws InterruptedException, TimeoutException {
        Caller caller = caller("waits");
        String running = started(caller);
        String waiting = caller.accepted(ScriptedFunction.SUCCEED);

        assertThat(caller.canceled(waiting)).isEqualTo("DISCARD");

        assertCanceled(caller.record(waiting), "DISCARD");
        assertThat(caller.record(waiting).has("start_time")).isFalse();
        // The longest waiting runs first: when the last has run, the canceled one would have run, too.
        String last = caller.accepted(ScriptedFunction.SUCCEED);
        ScriptedFunction.letGo(running);
        caller.ended(last);
        assertThat(ScriptedFunction.starts(waiting)).isZero();
        assertCanceled(caller.record(waiting), "DISCARD");
    }

    @Test
    void aJavaFunctionThatRunsIsInterruptedAndHasFailed() throws InterruptedException, TimeoutException {
        Caller caller = caller("runs");
        String running = started(caller);

        assertThat(caller.canceled(running)).isEqualTo("FAIL");

        assertCanceled(caller.record(running), "FAIL");
        assertThat(caller.record(running).has("start_time")).isTrue();
        ScriptedFunction.awaitInterrupt(running);
    }

    @Test
    void aContainerThatRunsSeesItsConnectionClosed() throws Exception {
        Caller caller = caller("contained");
        String running = caller.accepted(ScriptedFunction.SUCCEED);
        CONTAINER.awaitInvocation();

        assertThat(caller.canceled(running)).isEqualTo("FAIL");

        CONTAINER.awaitClose();
        assertCanceled(caller.record(running), "FAIL");
    }

    @Test
    void whatWasCanceledIsNotRepeated() throws InterruptedException, TimeoutException {
        Caller caller = caller("repeats");
        String running = started(caller);
        caller.canceled(running);
        ScriptedFunction.awaitInterrupt(running);

        caller.ended(caller.accepted(ScriptedFunction.SUCCEED));
        assertThat(ScriptedFunction.starts(running)).isEqualTo(1);
        assertCanceled(caller.record(running), "FAIL");
    }

    @Test
    void whatHasEndedStaysAsItIs() {
        Caller caller = caller("ends");
        String succeeded = caller.accepted(ScriptedFunction.SUCCEED);
        String failed = caller.accepted(ScriptedFunction.FAIL);
        JsonNode success = caller.ended(succeeded);
        JsonNode failure = caller.ended(failed);

        assertThat(caller.canceled(succeeded)).isEqualTo("SUCCESS");
        assertThat(caller.canceled(failed)).isEqualTo("FAIL");
        assertThat(caller.record(succeeded)).isEqualTo(success);
        assertThat(caller.record(failed)).isEqualTo(failure);
    }

    @Test
    void cancelingTwiceIsCancelingOnce() throws InterruptedException, TimeoutException {
        Caller caller = caller("twice");
        String running = started(caller);
        caller.canceled(running);
        JsonNode once = caller.record(running);

        assertThat(caller.canceled(running)).isEqualTo("FAIL");
        assertThat(caller.record(running)).isEqualTo(once);
    }

    @Test
    void whetherItWasCanceledOrEndedBeforeTheAnswerAndTheRecordSayTheSame() {
        Caller caller = caller("races");
        for (int i = 0; i < REPETITIONS; i++) {
            String id = caller.accepted(ScriptedFunction.SUCCEED);
            String status = caller.canceled(id);

            assertThat(status).isIn("SUCCESS", "FAIL", "DISCARD");
            assertThat(caller.status(id)).isEqualTo(status);
        }
    }

    @Test
    void anotherFunctionsInvocationIsNotCanceled() throws InterruptedException, TimeoutException {
        String running = started(caller("owner"));
        String waiting = caller("owner").accepted(ScriptedFunction.SUCCEED);

        for (String id : new String[] {running, waiting}) {
            assertThat(Refusal.message(caller("other").cancellation(Caller.cancelBody(id)), 400))
                    .isEqualTo("Invalid RequestId");
        }
        assertThat(caller("owner").status(running)).isEqualTo("RUNNING");
        assertThat(caller("owner").status(waiting)).isEqualTo("WAIT");
    }

    @Test
    void noDestinationIsToldOfIt() throws InterruptedException, TimeoutException {
        Caller caller = caller("tells");
        String running = started(caller);
        String waiting = caller.accepted(ScriptedFunction.SUCCEED);
        caller.canceled(waiting);
        caller.canceled(running);
        ScriptedFunction.awaitInterrupt(running);
        // One at a time: the failure that is told comes after all that could be told of the two.
        caller.ended(caller.accepted(ScriptedFunction.FAIL));

        assertThat(caller("told").page("").records()).hasSize(1);
    }

    private static void assertCanceled(JsonNode record, String status) {
        assertThat(record.path("status").textValue()).isEqualTo(status);
        assertThat(record.path("error_code").intValue()).isEqualTo(CANCELED);
        assertThat(record.path("error_message").textValue()).isEqualTo("function invocation canceled");
        assertThat(record.has("end_time")).isTrue();
    }

    private static String started(Caller caller) throws InterruptedException, TimeoutException {
        String id = caller.accepted(ScriptedFunction.HOLD);
        ScriptedFunction.awaitStart(id);
        return id;
    }

    private static String function(String name, String... more) {
        return ScriptedFunction.entry(Caller.urn(name), more);
    }

    private static Caller caller(String name) {
        return new Caller(SERVER, Caller.urn(name));
    }
}
