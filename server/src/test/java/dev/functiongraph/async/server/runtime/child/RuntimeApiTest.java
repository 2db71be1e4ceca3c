package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol as programs really use it: no event is lost, and none comes twice. */
@Execution(ExecutionMode.CONCURRENT)
class RuntimeApiTest {
    private static final String PROGRAM = """
            #!/usr/bin/python3
            import http.client, os, random, socket, sys, time
            API = "/v1/runtime/invocation/"
            def call(method, path, body=None, timeout=60, headers={}):
                connection = http.client.HTTPConnection(os.environ["RUNTIME_API_ADDR"], timeout=timeout)
                try:
                    connection.request(method, API + path, body, headers)
                    response = connection.getresponse()
                    return response.status, response.getheader("X-Cff-Request-Id"), response.read()
                finally:
                    connection.close()
            def answer(id, event, kind="response/"):
                with open(os.environ["SEEN"], "a") as seen:
                    seen.write(id + "\\n")
                return call("POST", kind + id, event)
            while True:
            """;

    @RegisterExtension
    static final FunctionsExtension FUNCTIONS = new FunctionsExtension();

    /** As documented, with one more line: the ids of what came go to a file. */
    private static final String DOCUMENTED_LOOP = """
            #!/bin/bash
            while true
            do
              HEADERS="$(mktemp)"
              EVENT_DATA=$(curl -sS -LD "$HEADERS" -X GET \\
                "http://${RUNTIME_API_ADDR}/v1/runtime/invocation/request")
              REQUEST_ID=$(grep -Fi x-cff-request-id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
              [ -z "$REQUEST_ID" ] || echo "$REQUEST_ID" >> "$SEEN"
              curl -sS -X POST \\
                "http://${RUNTIME_API_ADDR}/v1/runtime/invocation/response/$REQUEST_ID" -d "$EVENT_DATA"
            done
            """;

    private static final String SLEEPING_LOOP = """
            status, id, event = call("GET", "request")
            if status != 200:
                time.sleep(0.05)
                continue
            answer(id, event)
            """;

    /**
     * It reads an answer that has come, as any HTTP client does. Of one event it gives up two requests at most, for
     * after three the event may fail.
     */
    private static final String CUTTING_LOOP = """
            for timeout in (%1$s, %1$s, 60):
                try:
                    status, id, event = call("GET", "request", timeout=timeout)
                    break
                except (socket.timeout, OSError):
                    id = None
            if id:
                answer(id, event)
            """;

    private static ChildFunction program(String loop) {
        return bootstrap(PROGRAM + loop.indent(4));
    }

    private static ChildFunction bootstrap(String text) {
        ChildFunction function = ChildFunction.of(Language.CUSTOM, FUNCTIONS.dir(), Map.of("bootstrap", text));
        return function.withEnvironment(Map.of("SEEN", seen(function).toString()));
    }

    /** The file with the ids of all events that have come. */
    private static Path seen(ChildFunction function) {
        return FUNCTIONS.dir().resolve("seen-" + function.definition.urn().functionName());
    }

    private static void allComeOnce(ChildFunction function, int events) throws Exception {
        allComeOnce(function, events, Duration.ZERO);
    }

    /**
     * Two at a time, so that some wait for an instance.
     *
     * @param pause after every hundredth
     */
    private static void allComeOnce(ChildFunction function, int events, Duration pause) throws Exception {
        List<FunctionRun> runs = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            runs.add(function.run(FUNCTIONS.runtime(), "{\"i\":\"" + i + "\"}"));
            if (i > 0) {
                runs.get(i - 1).get();
            }
            if (i % 100 == 99) {
                Thread.sleep(pause.toMillis());
            }
        }
        for (int i = 0; i < events; i++) {
            assertThat(runs.get(i).result()).isEqualTo("{\"i\":\"" + i + "\"}");
        }
        assertThat(Files.readAllLines(seen(function)))
                .containsExactlyInAnyOrderElementsOf(
                        runs.stream().map(run -> run.requestId().toString()).toList());
    }

    @Test
    void theDocumentedShellLoopGetsEveryEventOnce() throws Exception {
        allComeOnce(bootstrap(DOCUMENTED_LOOP), 40);
    }

    @Test
    void aLoopThatSleepsAfterAnythingButAnEventGetsEveryEventOnce() throws Exception {
        allComeOnce(program(SLEEPING_LOOP), 200);
    }

    @Test
    void aLoopThatGivesItsRequestsUpAtAnyMomentGetsEveryEventOnce() throws Exception {
        allComeOnce(program(CUTTING_LOOP.formatted("random.choice([0.03, 0.1, 0.3])")), 200);
    }

    /** With pauses in which a request is answered without an event, and given up by who does not wait for that. */
    /** Of a thousand with {@code -Dloop.events=1000}. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("loops")
    void ofManyEventsEachComesOnce(String loop, ChildFunction function) throws Exception {
        allComeOnce(function, Integer.getInteger("loop.events", 300), Duration.ofMillis(5_500));
    }

    static Stream<Arguments> loops() {
        return Stream.of(
                Arguments.of("as documented, in bash", bootstrap(DOCUMENTED_LOOP)),
                Arguments.of("sleeps after anything but an event", program(SLEEPING_LOOP)),
                Arguments.of("gives a request up after 5 s", program(CUTTING_LOOP.formatted("5"))),
                Arguments.of("gives a request up after 3 s", program(CUTTING_LOOP.formatted("3"))));
    }

    /** It gives requests up at random moments, too, and then sends its answer once more. */
    @Test
    void aLoopThatAsksForTheNextEventWithItsAnswerGetsEveryEventOnce() throws Exception {
        allComeOnce(program("""
                status, id, event = call("GET", "request")
                while id:
                    with open(os.environ["SEEN"], "a") as seen:
                        seen.write(id + "\\n")
                    answered, result = id, event
                    for timeout in (random.choice([0.05, 0.2, 9]), random.choice([0.05, 0.2, 9]), 60):
                        try:
                            status, id, event = call("POST", "response/" + answered, result, timeout,
                                                     {"X-Cff-Next-Event": "true"})
                            break
                        except (socket.timeout, OSError):
                            id = None
                """), 200);
    }

    @Test
    void anEventThatAProgramNeverAnswersFailsWhenItAsksAgain() throws Exception {
        assertThat(failure(program("""
                call("GET", "request")
                """), "1"))
                .isEqualTo("its program asked for the next event without an answer to this one");
    }

    @Test
    void lateDoubleAndUnknownAnswersAreHarmless() throws Exception {
        ChildFunction function = program("""
                status, id, event = call("GET", "request")
                if id:
                    for kind in ("response/", "error/"):
                        if call("POST", kind + "00000000-0000-0000-0000-000000000000", b"x")[0] != 200: sys.exit(7)
                        if call("POST", kind, b"x")[0] != 200: sys.exit(7)
                    answer(id, event)
                    if call("POST", "response/" + id, b"again")[0] != 200: sys.exit(8)
                    if call("POST", "error/" + id, b"again")[0] != 200: sys.exit(9)
                """);

        allComeOnce(function, 20);
    }

    @Test
    void aFailureMayBeToldInAnyForm() throws Exception {
        ChildFunction function = program("""
                status, id, event = call("GET", "request")
                if id:
                    answer(id, {b"1": b"plain text", b"2": b"", b"3": b'{"errorMessage": "m"}',
                                b"4": b'{"errorType": "T", "errorMessage": null, "stackTrace": "a"}',
                                b"5": b'[1]', b"6": b"\\xff\\xfe"}[event[6:7]], "error/")
                """);

        assertThat(failure(function, "1")).isEqualTo("plain text");
        assertThat(failure(function, "2")).isEqualTo("the function failed without a message");
        assertThat(failure(function, "3")).isEqualTo("m");
        assertThat(failure(function, "4")).isEqualTo("T");
        assertThat(failure(function, "5")).isEqualTo("[1]");
        assertThat(failure(function, "6")).isEqualTo("\ufffd\ufffd");
    }

    private static String failure(ChildFunction function, String kind) throws Exception {
        return function.run(FUNCTIONS.runtime(), "{\"k\":\"" + kind + "\"}").failure();
    }

    @Test
    void nobodyElseCanTakeAnInstancesEvents() throws Exception {
        ChildFunction victim = ChildFunction.python(FUNCTIONS.dir(), """
                import os, time
                def handler(event, context):
                    return os.environ["RUNTIME_API_ADDR"]
                """);
        String address = victim.run(FUNCTIONS.runtime()).result();
        ChildFunction thief = ChildFunction.python(FUNCTIONS.dir(), """
                import urllib.request
                def asked(request):
                    try:
                        with urllib.request.urlopen(request) as answer:
                            return "got " + answer.read().decode()
                    except urllib.error.HTTPError as e:
                        return str(e.code)
                def handler(event, context):
                    api = "http://%s/v1/runtime/invocation/" % event["k"]
                    answer = urllib.request.Request(api + "response/x", b"", {"X-Cff-Next-Event": "true"})
                    return asked(api + "request") + " " + asked(answer)
                """);

        assertThat(thief.run(FUNCTIONS.runtime(), "{\"k\":\"" + address + "\"}").result())
                .isEqualTo("403 403");
        assertThat(victim.run(FUNCTIONS.runtime()).result()).isEqualTo(address);
    }

    @Test
    void whoAsksBeforeThereIsAProcessGetsNoEvent() throws Exception {
        RuntimeApi.Port withoutAProcess = new RuntimeApi.Port() {
            @Override
            public long guardPid() {
                return 0;
            }

            @Override
            public void asked(HeldRequest request) {
                request.refuse();
            }

            @Override
            public void answered(String requestId, byte[] body) {}

            @Override
            public void failed(String requestId, byte[] body) {}
        };
        try (RuntimeApi api = new RuntimeApi();
                RuntimeApi.Address address = api.open(withoutAProcess)) {
            URI uri = URI.create("http://" + address.text() + "/v1/runtime/invocation/request");

            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void nothingOfTheServersEnvironmentReachesAFunction() throws Exception {
        ChildFunction function = ChildFunction.python(FUNCTIONS.dir(), """
                import os
                def handler(event, context):
                    return " ".join(sorted(os.environ)) + " fds " + str(len(os.listdir("/proc/self/fd")))
                """);

        assertThat(function.run(FUNCTIONS.runtime()).result().replaceFirst(" TZ", ""))
                .isEqualTo("HOME LANG PATH PWD PYTHONDONTWRITEBYTECODE PYTHONUTF8 RUNTIME_API_ADDR RUNTIME_CODE_ROOT"
                        + " RUNTIME_CPU RUNTIME_FUNC_NAME RUNTIME_FUNC_VERSION RUNTIME_HANDLER RUNTIME_INSTANCE"
                        + " RUNTIME_MEMORY RUNTIME_PACKAGE RUNTIME_PROJECT_ID RUNTIME_TIMEOUT RUNTIME_USERDATA TMPDIR"
                        // Standard streams, the connection, and that of the listing.
                        + " fds 5");
    }
}
