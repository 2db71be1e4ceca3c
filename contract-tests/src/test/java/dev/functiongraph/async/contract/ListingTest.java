package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listing of a function's invocations, as a caller sees it. */
class ListingTest {
    private static final int MANY = 200;
    private static final String ID_OF_NONE = Spec.NOBODYS_ID.toString();

    /** Each test has functions of its own, so that it sees its own invocations alone. */
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open()
            .serving(
                    function("quick"),
                    function("ends", "async: {max_async_retry_attempts: 0}"),
                    function("busy", "concurrency: 1"),
                    function("timed"),
                    function("limited"),
                    function("one"),
                    function("other"),
                    function("versioned", "aliases: [prod]"),
                    ScriptedFunction.entry(Caller.urn(Spec.OTHER_PROJECT, "one")));

    @Test
    void aRecordIsThereFromTheMomentOfIts202On() {
        Caller caller = caller("quick");
        for (int i = 0; i < MANY; i++) {
            String id = caller.accepted(ScriptedFunction.SUCCEED);
            assertThat(caller.ids("?limit=1")).containsExactly(id);
            assertThat(caller.ids("?request_id=" + id)).containsExactly(id);
        }
    }

    @Test
    void whatSucceededHasNoErrorAndTheTimesOfItsStartAndEnd() {
        JsonNode record = caller("ends").ended(caller("ends").accepted(ScriptedFunction.SUCCEED));

        assertThat(record.path("status").textValue()).isEqualTo("SUCCESS");
        assertThat(record.path("error_code").intValue()).isZero();
        assertThat(record.path("error_message").textValue()).isEmpty();
        assertThat(Instant.parse(record.path("end_time").textValue()))
                .isAfterOrEqualTo(Instant.parse(record.path("start_time").textValue()));
    }

    @Test
    void whatFailedSaysWhy() {
        JsonNode record = caller("ends").ended(caller("ends").accepted(ScriptedFunction.FAIL));

        assertThat(record.path("status").textValue()).isEqualTo("FAIL");
        assertThat(record.path("error_code").intValue()).isEqualTo(4201);
        assertThat(record.path("error_message").textValue()).contains("no luck today");
    }

    @Test
    void whatRunsHasAStartAndWhatWaitsHasNone() throws InterruptedException, TimeoutException {
        Caller caller = caller("busy");
        String running = caller.accepted(ScriptedFunction.HOLD);
        ScriptedFunction.awaitStart(running);
        String waiting = caller.accepted(ScriptedFunction.HOLD);

        assertThat(caller.status(running)).isEqualTo("RUNNING");
        assertThat(caller.record(running).has("start_time")).isTrue();
        assertThat(caller.record(running).has("end_time")).isFalse();
        assertThat(caller.status(waiting)).isEqualTo("WAIT");
        assertThat(caller.record(waiting).has("start_time")).isFalse();

        assertThat(caller.ids("?status=RUNNING")).containsExactly(running);
        assertThat(caller.ids("?status=WAIT")).containsExactly(waiting);
        assertThat(caller.ids("?status=DISCARD")).isEmpty();
        assertThat(caller.ids("?status=WAIT&request_id=" + running)).isEmpty();
        assertThat(caller.ids("?status=RUNNING&request_id=" + running)).containsExactly(running);
    }

    @Test
    void anIdThatNobodyWasGivenFindsNothing() {
        Caller.Page page = caller("one").page("?request_id=" + ID_OF_NONE);
        assertThat(page.records()).isEmpty();
        assertThat(page.next()).isZero();
    }

    @ParameterizedTest(name = "times end in <{0}>")
    @ValueSource(strings = {"Z", ""})
    void beginAndEndBoundTheTimeOfAcceptance(String zone) {
        Caller caller = caller("timed");
        Instant before = Instant.now();
        String id = caller.accepted(ScriptedFunction.SUCCEED);
        Instant after = Instant.now();

        // To the second: what is between two seconds lies after the first and before the second.
        String earlier = second(before, zone);
        String later = second(after.plusSeconds(1), zone);
        assertThat(caller.ids("?limit=1&query_begin_time=" + earlier)).containsExactly(id);
        assertThat(caller.ids("?limit=1&query_end_time=" + later)).containsExactly(id);
        assertThat(caller.ids("?limit=1&query_begin_time=" + earlier + "&query_end_time=" + later))
                .containsExactly(id);
        assertThat(caller.ids("?query_begin_time=" + later)).isEmpty();
        assertThat(caller.ids("?query_end_time=" + earlier)).doesNotContain(id);
        assertThat(caller.ids("?query_begin_time=" + later + "&request_id=" + id))
                .isEmpty();
        assertThat(caller.ids("?query_end_time=" + later + "&request_id=" + id)).containsExactly(id);
    }

    @Test
    void theBoundsOfTimeBelongToWhatTheyBound() {
        Caller caller = caller("timed");
        String first = caller.accepted(ScriptedFunction.SUCCEED);
        String second = caller.accepted(ScriptedFunction.SUCCEED);

        String all = "?query_begin_time=2000-01-01T00:00:00&query_end_time=2999-12-31T23:59:59.999999999Z&limit=2";
        assertThat(caller.ids(all)).containsExactly(second, first);
        assertThat(caller.ids("?query_begin_time=2999-12-31T23:59:59")).isEmpty();
        assertThat(caller.ids("?query_end_time=2000-01-01T00:00:00Z")).isEmpty();
        // An end before the begin is no error; nothing lies between.
        assertThat(caller.ids("?query_begin_time=2999-12-31T23:59:59&query_end_time=2000-01-01T00:00:00"))
                .isEmpty();
    }

    @Test
    void atMostAsManyComeAsTheLimitSaysAnd100IfItSaysNothing() {
        Caller caller = caller("limited");
        List<String> ids = caller.accepted(ScriptedFunction.SUCCEED, 105);

        assertThat(caller.page("").records()).hasSize(100);
        assertThat(caller.page("").next()).isPositive();
        assertThat(caller.page("?limit=1").ids()).containsExactly(ids.get(104));
        assertThat(caller.page("?limit=105").records()).hasSize(105);
        assertThat(caller.page("?limit=105").next())
                .as("what fits exactly is the last page")
                .isZero();
        assertThat(caller.page("?limit=500").next()).isZero();
        assertThat(caller.ids("?limit=3&marker=0")).isEqualTo(caller.ids("?limit=3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=-1",
                "limit=2147483648",
                "limit=many",
                "limit=1.0",
                "marker=-1",
                "marker=9223372036854775808",
                "marker=x",
                "status=wait",
                "status=PENDING",
                "request_id=1",
                "query_begin_time=yesterday",
                "query_begin_time=2026-01-02",
                "query_begin_time=2026-13-02T03:04:05",
                "query_begin_time=2026-01-02T03:04:05%2B0100",
                "query_end_time=2026-01-02T03:04:05+01:00",
                "query_end_time=2026-01-02T03:04",
                "query_end_time=2026-01-02T25:04:05Z"
            })
    void aMalformedParameterIsRefusedWith400ThatNamesIt(String parameter) {
        String name = parameter.split("=")[0];
        assertThat(Refusal.message(caller("one").listed("?" + parameter), 400)).contains("query parameter " + name);
    }

    @Test
    void whatBelongsToAnotherFunctionOrProjectIsNeverShown() {
        Caller foreign = new Caller(SERVER, Caller.urn(Spec.OTHER_PROJECT, "one"), Spec.OTHER_PROJECT);
        String own = caller("one").accepted(ScriptedFunction.SUCCEED);
        String others = caller("other").accepted(ScriptedFunction.SUCCEED);
        String foreigners = foreign.accepted(ScriptedFunction.SUCCEED);

        assertThat(caller("one").ids("?limit=500")).containsExactly(own);
        assertThat(caller("other").ids("?limit=500")).containsExactly(others);
        assertThat(foreign.ids("?limit=500")).containsExactly(foreigners);
        assertThat(caller("one").ids("?request_id=" + others)).isEmpty();
        assertThat(caller("one").ids("?request_id=" + foreigners)).isEmpty();
        Refusal.message(new Caller(SERVER, Caller.urn(Spec.OTHER_PROJECT, "one")).listed(""), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "versioned",
                "default:versioned",
                Spec.PROJECT + ":default:versioned",
                Spec.PROJECT + ":default:versioned:latest",
                Spec.PROJECT + ":default:versioned:!prod"
            })
    void everyNameOfAFunctionShowsTheSameRecords(String name) {
        String id = caller("versioned").accepted(ScriptedFunction.SUCCEED);
        assertThat(new Caller(SERVER, name).ids("?limit=1")).containsExactly(id);
    }

    private static String second(Instant time, String zone) {
        return time.toString().substring(0, 19) + zone;
    }

    private static String function(String name, String... more) {
        return ScriptedFunction.entry(Caller.urn(name), more);
    }

    private static Caller caller(String name) {
        return new Caller(SERVER, Caller.urn(name));
    }
}
