package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.junit.ServerConformanceTest;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit, and a caller, against a server that accepts events of any JSON. */
class AnyJsonEventsTest implements ServerConformanceTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open()
            .allowingAnyJson()
            .serving(ScriptedFunction.entry(Spec.TEST), ScriptedFunction.entry(Spec.DISABLED, "enabled: false"));

    @Override
    public ServerSettings settings() {
        return ServerSettings.of(SERVER.uri()).withAnyJsonEvents().withCases(10);
    }

    @Override
    public Selection selection() {
        return new Selection(List.of("event.*"), List.of());
    }

    /** Which the kit cannot see. */
    @Test
    void theFunctionGetsTheEventAsItWasSent() throws InterruptedException, TimeoutException {
        String event = "{ \"z\":null,\"a\":[1e400, 123456789012345678901234567890 ,-0.0,\"\\u0061\"],"
                + "\"京\":{\"\\ud83d\\ude00\":{\"b\":true}} }";
        String id = new Caller(SERVER, Spec.TEST).accepted(event);
        ScriptedFunction.awaitStart(id);
        assertThat(ScriptedFunction.event(id)).isEqualTo(event);
    }
}
