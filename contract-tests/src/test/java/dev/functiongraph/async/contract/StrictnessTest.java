package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that usual parsers accept and the contract does not permit. */
class StrictnessTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request_id=1-1-1-1-1",
                "request_id=",
                "status=",
                "query_begin_time=",
                "limit=",
                "limit=%2B5",
                "limit=%D9%A5",
                "marker=",
                "marker=%2B0",
                "marker=%D9%A5"
            })
    void itIsRefusedWith400AllTheSame(String parameter) {
        Caller caller = new Caller(SERVER, Spec.TEST);
        assertThat(Refusal.message(caller.listed("?" + parameter), 400))
                .contains(parameter.split("=")[0]);
    }
}
