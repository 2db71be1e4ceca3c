package dev.functiongraph.async.contract.server.check.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.functiongraph.async.contract.generate.RefusedEvents;
import dev.functiongraph.async.contract.spec.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakPatternsTest {
    private static final byte[] NOTHING = {};

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
                "C:\\Users\\server",
                "File \"/srv/app/store.py\", line 17, in read",
                "ValueError: invalid literal for int() with base 10",
                "sqlalchemy.exc.OperationalError",
                "TypeError: Cannot read properties of undefined (reading 'id')",
                "at Object.read (/app/store.js:17:3)",
                "at async Server.handle (file:///app/server.mjs:1:2)",
                "node:internal/process/task_queues",
                "panic: runtime error: index out of range [1] with length 1",
                "store.go:17",
                "json: cannot unmarshal number into Go value of type string",
                "dial tcp 10.0.0.7:5432: connect: connection refused",
                "at Store.Reader.Read(String id) in /src/Store.cs:line 17",
                "System.Text.Json",
                "Warning in /var/www/html/store.php on line 17",
                "store.rb:17:in 'read'",
                "undefined method 'id' for nil (NoMethodError)",
                "thread 'main' panicked at src/main.rs:17:3",
                "INSERT INTO invocation (id) VALUES ($1)",
                "ERROR: duplicate key value violates unique constraint",
                "SQLSTATE[42P01]",
                "E11000 duplicate key error collection",
                "connect ECONNREFUSED 127.0.0.1:6379",
                "jdbc:postgresql://db/fgs",
                "/var/lib/fgs/data"
            })
    void whatProgramsWriteIsFound(String told) {
        assertThat(LeakPatterns.in(told(told), NOTHING)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duplicate key \"W:\\u0000\"",
                "duplicate key \"C:\\\"",
                "select one of those under /home/ or /usr/",
                "/v2/7aad83af3e8d42e99ac194e8419e2c9b/fgs/functions/urn:fss:a:b:function:default:test:1.0.go",
                "an exception was made at position(3)",
                "update the set of values, or insert into it (once)",
                "the file /etc/hosts has an error in line 17",
                "the value's type is an error: see RFC 9110 at 15.5.1 (400)",
                "internal error; the server's log has more under the request id"
            })
    void whatPeopleWriteAndWhatCallersSentIsNot(String told) {
        assertThat(LeakPatterns.in(told(told), NOTHING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "org.a", ".a", "C:\\a", "\\a", "SELECT a,", "a, ", " at a."})
    void aLongAnswerIsReadToItsEnd(String part) {
        assertThat(LeakPatterns.in(told(part.repeat(100_000)), NOTHING)).isEmpty();
    }

    /** With {@code -Dleaks.cases=20000}, of so many. */
    @Tag("slow")
    @Test
    void whatIsDrawnByLotIsNot() {
        RefusedEvents events = new RefusedEvents(Contract.fromClassPath().schema("InvocationEvent"), new Random(1));
        events.duplicateKeys(Integer.getInteger("leaks.cases", 4_000)).forEach(body -> {
            String text = new String(body.bytes(), StandardCharsets.UTF_8);
            assertThat(LeakPatterns.in(body.bytes(), NOTHING)).isEmpty();
            assertThat(LeakPatterns.in(told(text), NOTHING)).isEmpty();
        });
    }

    @Test
    void whatTheRequestHasIsNotTheServers() {
        byte[] sent = "GET /srv/app/store.py?q=\"C:\\Users\\x\" HTTP/1.1".getBytes(StandardCharsets.UTF_8);
        assertThat(LeakPatterns.in(told("no /srv/app/store.py here"), sent)).isEmpty();
        assertThat(LeakPatterns.in(told("no C:\\Users\\x here"), sent)).isEmpty();
        assertThat(LeakPatterns.in(told("no /srv/app/store.py here, but a store.rb:17"), sent))
                .contains("store.rb:17");
    }

    /** In an error in the contract's format. */
    private static byte[] told(String text) {
        return ("{\"error_code\":\"FSS.0400\",\"error_msg\":" + TextNode.valueOf(text) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
