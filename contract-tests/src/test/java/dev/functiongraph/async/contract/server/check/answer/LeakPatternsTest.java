package dev.functiongraph.async.contract.server.check.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.functiongraph.async.contract.generate.RefusedEvents;
import dev.functiongraph.async.contract.spec.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakPatternsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at com.example.Store.read(Store.java:17)",
                "Traceback (most recent call last):",
                "goroutine 17 [running]:",
                "org.example.store.RowMapper",
                "a NullPointerException",
                "[SQLITE_BUSY] the database is locked",
                "ORA-00942: table or view does not exist",
                "SELECT id, status FROM invocation",
                "/srv/app/store.py",
                "C:\\app\\bin\\store.dll",
                "C:\\Users\\server"
            })
    void whatProgramsWriteIsFound(String told) {
        assertThat(LeakPatterns.in(told(told))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duplicate key \"W:\\u0000\"",
                "duplicate key \"C:\\\"",
                "select one of those under /home/ or /usr/",
                "/v2/7aad83af3e8d42e99ac194e8419e2c9b/fgs/functions/urn:fss:a:b:function:default:test:1.0.go",
                "an exception was made at position(3)"
            })
    void whatPeopleWriteAndWhatCallersSentIsNot(String told) {
        assertThat(LeakPatterns.in(told(told))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "org.a", ".a", "C:\\a", "\\a", "SELECT a,", "a, ", " at a."})
    void aLongAnswerIsReadToItsEnd(String part) {
        assertThat(LeakPatterns.in(told(part.repeat(100_000)))).isEmpty();
    }

    @Test
    void whatIsDrawnByLotIsNot() {
        RefusedEvents events = new RefusedEvents(Contract.fromClassPath().schema("InvocationEvent"), new Random(1));
        events.duplicateKeys(20_000).forEach(body -> {
            String text = new String(body.bytes(), StandardCharsets.UTF_8);
            assertThat(LeakPatterns.in(body.bytes())).isEmpty();
            assertThat(LeakPatterns.in(told(text))).isEmpty();
        });
    }

    /** In an error in the contract's format. */
    private static byte[] told(String text) {
        return ("{\"error_code\":\"FSS.0400\",\"error_msg\":" + TextNode.valueOf(text) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
