package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ConnectedOnce.class)
class ContainerRuntimeTest {
    private final ContainerRuntime runtime = new ContainerRuntime(new NameLookup(InetAddress::getAllByName));
    private final FunctionLog log = new FunctionLog();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer container;
    private volatile int initStatus = 200;
    private volatile int invokeStatus = 200;
    private volatile String answer = "done";
    private volatile Map<String, String> answerHeaders = Map.of();
    private volatile com.sun.net.httpserver.Headers headers;

    @BeforeEach
    void start() throws IOException {
        container = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        container.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            headers = exchange.getRequestHeaders();
            answerHeaders.forEach(exchange.getResponseHeaders()::set);
            boolean init = exchange.getRequestURI().getPath().endsWith("/init");
            respond(exchange, init ? initStatus : invokeStatus, init ? "" : answer);
        });
        container.start();
    }

    @AfterEach
    void stop() {
        container.stop(0);
        runtime.close();
    }

    @Test
    void theContainerIsInitialisedOnceAndThenGetsEachEventAsBody() throws Exception {
        assertThat(invoke())
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.result()).asString().isEqualTo("done"));
        invoke();

        assertThat(requests).containsExactly("POST /init ", "POST /invoke {\"k\":\"v\"}", "POST /invoke {\"k\":\"v\"}");
    }

    @Test
    void theContextTravelsInHeaders() throws Exception {
        FunctionDefinition function = function(url(), Duration.ofSeconds(20));
        Attempt attempt = Definitions.attempt(function);
        invoke(function, attempt);

        assertThat(headers.getFirst("X-CFF-Request-Id"))
                .isEqualTo(attempt.invocation().requestId().toString());
        assertThat(headers.getFirst("X-CFF-Attempt")).isEqualTo("2");
        assertThat(headers.getFirst("X-CFF-Timeout")).isEqualTo("20");
        assertThat(headers.getFirst("X-CFF-Func-Name")).isEqualTo("fn");
        assertThat(headers.getFirst("X-CFF-Func-Version")).isEqualTo("latest");
        assertThat(headers.getFirst("X-CFF-Package")).isEqualTo("default");
        assertThat(headers.getFirst("X-CFF-Project-Id")).isEqualTo(TestFunctions.PROJECT);
        assertThat(headers.getFirst("X-CFF-Region")).isEqualTo("eu-de");
        assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 500, 502})
    void anAnswerOtherThan2xxIsTheFunctionsFailure(int status) throws Exception {
        invokeStatus = status;
        answer = "broken";

        assertThat(invoke())
                .isEqualTo(new Outcome.FunctionError(
                        ErrorCode.FUNCTION_FAILED, "the container answered " + status + ": broken"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aBusyContainerIsNotTheFunctionsFailure(int status) throws Exception {
        invokeStatus = status;

        answer = "no worker\nis free";

        assertThat(invoke()).isEqualTo(unavailable("answered /invoke with " + status + ": no worker", true));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            429, 7, 7
            503, ' 20 ', 20
            503, 999999999999, 3600
            503, 86400, 3600
            """)
    void aBusyContainerSaysWhenToComeBack(int status, String header, long seconds) throws Exception {
        invokeStatus = status;
        answerHeaders = Map.of("Retry-After", header);

        assertThat(retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "1.5", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void aTimeThatMeansNothingIsNoTime(String header) throws Exception {
        invokeStatus = 503;
        answerHeaders = Map.of("Retry-After", header);

        assertThat(retryAfter()).isEmpty();
    }

    @Test
    void aBusyContainerThatIsNotInitializedSaysWhenToComeBackToo() throws Exception {
        initStatus = 503;
        answerHeaders = Map.of("Retry-After", "9");

        assertThat(retryAfter()).contains(Duration.ofSeconds(9));
    }

    @Test
    void aRedirectIsToldWithItsPlace() throws Exception {
        invokeStatus = 302;
        answerHeaders = Map.of("Location", "http://me:secret@elsewhere/");
        answer = "";

        assertThat(invoke())
                .isEqualTo(new Outcome.FunctionError(
                        ErrorCode.FUNCTION_FAILED, "the container answered 302 with Location: http://***@elsewhere/"));
    }

    private Optional<Duration> retryAfter() throws Exception {
        return ((Outcome.Unavailable) invoke()).retryAfter();
    }

    @Test
    void aContainerThatCannotBeReachedIsNotTheFunctionsFailure() throws Exception {
        invoke();
        container.stop(0);

        assertThat(invoke()).isEqualTo(unavailable("cannot be reached: connection refused", false));
        assertThat(invoke()).isEqualTo(unavailable("cannot be reached: connection refused", false));
    }

    @Test
    void aContainerThatCannotBeInitialisedIsTriedAgainWithTheNextAttempt() throws Exception {
        initStatus = 500;
        assertThat(invoke()).isEqualTo(unavailable("answered /init with 500", false));

        initStatus = 200;
        assertThat(invoke()).isInstanceOf(Outcome.Success.class);
        assertThat(requests).containsExactly("POST /init ", "POST /init ", "POST /invoke {\"k\":\"v\"}");
    }

    @Test
    void aContainerWithoutInitIsUsedAllTheSame() throws Exception {
        initStatus = 404;

        assertThat(invoke()).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void aResultThatIsTooLargeIsRecordedAsEmpty() throws Exception {
        answer = "x".repeat(300_000);

        assertThat(invoke())
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> assertThat(success.result()).isEmpty());
    }

    @Test
    void aContainerThatDoesNotAnswerInTimeHasFailedAndItsConnectionIsClosed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            FunctionDefinition function = function(url, Duration.ofSeconds(2));
            CompletableFuture<Outcome> outcome = runtime.invoke(
                    function,
                    (RuntimeDefinition.Container) function.runtime(),
                    Definitions.attempt(function),
                    new FunctionLog());
            silent.setSoTimeout(20_000);
            try (Socket init = silent.accept()) {
                init.getInputStream().read();
                init.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                try (Socket invoke = silent.accept()) {
                    assertThat(outcome.get(20, TimeUnit.SECONDS))
                            .isEqualTo(
                                    new Outcome.FunctionError(ErrorCode.FUNCTION_TIMED_OUT, "timed out after 2000 ms"));
                    invoke.setSoTimeout(20_000);
                    assertThat(invoke.getInputStream().readAllBytes())
                            .asString()
                            .startsWith("POST /invoke ");
                }
            }
        }
    }

    private Outcome unavailable(String what, boolean answered) {
        return new Outcome.Unavailable("the container at 127.0.0.1:" + url().getPort() + " " + what, answered);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + container.getAddress().getPort() + "/");
    }

    private Outcome invoke() throws Exception {
        FunctionDefinition function = function(url(), Duration.ofSeconds(20));
        return invoke(function, Definitions.attempt(function));
    }

    private Outcome invoke(FunctionDefinition function, Attempt attempt) throws Exception {
        return runtime.invoke(function, (RuntimeDefinition.Container) function.runtime(), attempt, log)
                .get(20, TimeUnit.SECONDS);
    }

    private static FunctionDefinition function(URI url, Duration timeout) {
        return Definitions.function(new RuntimeDefinition.Container(url), timeout, 4);
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
