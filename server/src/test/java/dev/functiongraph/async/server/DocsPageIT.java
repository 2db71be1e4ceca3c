package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.functiongraph.async.server.runtime.EchoFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation page of the executable jar, as a browser shows it. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsPageIT {
    private static final int WIDE = 1400;
    private static final int NARROW = 390;
    private static final String INVOKE = "#operations-Invocations-asyncInvokeFunction";
    private static final String URN_FIELD = INVOKE + " [data-param-name=function_urn] textarea";
    private static final String DEMO_URN =
            "urn:fss:xxxxxxxxxxx:" + TestFunctions.PROJECT + ":function:default:test:latest";
    private static final String CANCEL = "#operations-Invocations-cancelAsyncInvocation";

    private Browser browser;
    private ServerProcess server;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        if (Browser.isInstalled()) {
            browser = Browser.start();
            server = ServerProcess.start(dir, "--port", "0");
        }
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void ordinaryScreen() {
        // Before each test: of what is given up before all of them no report says a word.
        assumeTrue(browser != null, "nobody looked at the page: there is no chromium or no chromedriver on the PATH");
        browser.screen(WIDE, "light");
    }

    @Test
    void itShowsTheContractWithNothingFromElsewhereAndNothingForbidden() throws Exception {
        open();

        assertThat(browser.find(".info h1").getText()).startsWith("FunctionGraph asynchronous execution");
        assertThat(browser.find(".about table").getText()).contains("request body 262,144 bytes");
        assertThat(browser.has(".topbar")).isFalse();
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests())
                .contains(server.uri() + "/docs", server.uri() + "/openapi.json")
                .allSatisfy(url -> assertThat(url).startsWith(server.uri() + "/"));
    }

    @Test
    void anEventThatIsSentFromItIsAcceptedByTheServerThatServesIt() throws Exception {
        open();

        assertThat(execute()).startsWith("202");
        String body = browser.find(INVOKE + " .live-responses-table" + " .response-col_description .highlight-code")
                .getText();
        assertThat(body).containsPattern("\"request_id\": \"[0-9a-f-]{36}\"");
        String id = body.replaceAll("(?s).*\"([0-9a-f-]{36})\".*", "$1");
        await().untilAsserted(() -> assertThat(server.output()).contains(id + " attempt 1 of test"));
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).allSatisfy(url -> assertThat(url).startsWith(server.uri() + "/"));
    }

    @Test
    void theRefusalsAreShownWithTheirExamples() throws Exception {
        open();

        assertThat(browser.find(INVOKE + " .response[data-code='404']").getText())
                .contains("FSS.0404", "function 'test' not exist");
        assertThat(browser.find(INVOKE + " .response[data-code='429']").getText())
                .contains("FSS.0429", "Function Disabled");
    }

    @Test
    void itFollowsTheSystemIntoTheDarkAndBack() throws Exception {
        open();
        assertThat(brightness()).isGreaterThan(200);

        browser.screen(WIDE, "dark");
        await().untilAsserted(() -> assertThat(brightness()).isLessThan(60));
        open();
        assertThat(brightness()).isLessThan(60);

        browser.screen(WIDE, "light");
        await().untilAsserted(() -> assertThat(brightness()).isGreaterThan(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {NARROW, 360, 320})
    void onANarrowScreenNothingIsClippedAndNothingScrolledSideways(int width) throws Exception {
        browser.screen(width, "light");
        open();
        // Every operation at once, with all that it shows.
        browser.evaluate("document.querySelectorAll('.opblock:not(.is-open) .opblock-summary-control')"
                + ".forEach(operation => operation.click())");
        await().until(() -> browser.has(CANCEL + ".is-open .response[data-code='404'] .highlight-code"));

        assertThat(browser.evaluate("[...document.querySelectorAll('#page *')].filter(element =>"
                        + " !element.closest('option')"
                        + " && (element.getBoundingClientRect().right > innerWidth + 1"
                        + " || getComputedStyle(element).overflowX !== 'visible'"
                        + " && !element.closest('svg, pre') && element.clientWidth > 0"
                        + " && element.scrollWidth > element.clientWidth + 1))"
                        + ".map(element => [element.tagName, element.className,"
                        + " element.textContent.slice(0, 60)].join())"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        assertThat(browser.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"))
                .isEqualTo(0L);
    }

    @Test
    void theFirstOperationIsOnTheFirstScreen() throws Exception {
        open();

        assertThat((Number) browser.evaluate("document.querySelector('" + INVOKE + "').getBoundingClientRect().top"))
                .asInstanceOf(InstanceOfAssertFactories.type(Number.class))
                .satisfies(top -> assertThat(top.intValue()).isBetween(0, 500));
        assertThat(browser.evaluate("document.querySelector('.about').getBoundingClientRect().top >"
                        + " document.querySelector('" + CANCEL + "').getBoundingClientRect().bottom"))
                .isEqualTo(true);
    }

    @Test
    void theUrnIsShownAsAWholeOnEveryScreen() throws Exception {
        for (int width : new int[] {WIDE, NARROW}) {
            browser.screen(width, "light");
            open();

            assertThat(browser.find(URN_FIELD).getDomProperty("value")).isEqualTo(DEMO_URN);
            assertThat(browser.evaluate("(field => [field.scrollWidth - field.clientWidth,"
                            + " field.scrollHeight - field.clientHeight].join())(document.querySelector('" + URN_FIELD
                            + "'))"))
                    .isEqualTo("0,0");
        }
    }

    @Test
    void theExamplesAreForTheFirstFunctionThatCanBeCalledAtThisMoment(@TempDir Path dir) throws Exception {
        TestServer.writeFunctions(dir, demo("off", "false") + demo("mine", "true"));
        try (ServerProcess other = ServerProcess.start(dir, "--port", "0", "--functions", "functions.yaml")) {
            open(other.uri() + "/");
            assertThat(browser.find(URN_FIELD).getDomProperty("value")).isEqualTo(TestFunctions.urn("mine"));
            assertThat(execute()).startsWith("202");

            TestServer.writeFunctions(dir, demo("other", "true"));
            await().untilAsserted(() -> {
                open(other.uri() + "/docs");
                assertThat(browser.find(URN_FIELD).getDomProperty("value")).isEqualTo(TestFunctions.urn("other"));
            });
        }
    }

    private static String demo(String name, String enabled) {
        return "  - urn: " + TestFunctions.urn(name) + "\n    enabled: " + enabled
                + "\n    runtime: {type: java, handler: " + EchoFunction.class.getName() + "}\n";
    }

    /** @return the status of the answer, and what stands beside it */
    private String execute() {
        browser.click(INVOKE + " .try-out__btn");
        await().until(() -> browser.has(INVOKE + " .execute"));
        browser.click(INVOKE + " .execute");
        String answer = INVOKE + " .live-responses-table";
        await().until(() -> browser.has(answer + " .response-col_status"));
        return browser.find(answer + " tbody .response-col_status").getText();
    }

    @Test
    void anOperationHasALinkOfItsOwn() throws Exception {
        browser.open(server.uri() + "/docs#/Invocations/cancelAsyncInvocation");

        await().until(() -> browser.has(CANCEL + ".is-open .response[data-code='404']"));
        assertThat(browser.has(INVOKE + ".is-open")).isFalse();
    }

    @Test
    void asPlainFilesItShowsTheSameUnderAnyPathAndLetsNothingBeTried() throws Exception {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/some/where/", DocsPageIT::sendFile);
        elsewhere.start();
        try {
            String root = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/some/where/";
            open(root + "index.html");

            assertThat(browser.find(".servers select").getText()).startsWith("http://127.0.0.1:8080");
            assertThat(browser.has(".try-out__btn")).isFalse();
            assertThat(browser.console()).isEmpty();
            assertThat(browser.requests())
                    .hasSizeGreaterThan(4)
                    .allSatisfy(url -> assertThat(url).startsWith(root));
        } finally {
            elsewhere.stop(0);
        }
    }

    private void open() throws Exception {
        open(server.uri() + "/docs");
    }

    private void open(String url) {
        browser.open(url);
        await().until(() -> browser.has(INVOKE + ".is-open .response[data-code='429'] .highlight-code"));
    }

    private static void sendFile(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/some/where/".length());
        byte[] content = Files.readAllBytes(Path.of(System.getProperty("docs.dir"), path));
        String type = Objects.requireNonNullElse(Files.probeContentType(Path.of(path)), "application/octet-stream");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    /** Of the page's ground: 0 is black, 255 is white. */
    private long brightness() {
        Object channels = browser.evaluate("getComputedStyle(document.documentElement).backgroundColor"
                + ".match(/[0-9.]+/g).slice(0, 3).reduce((sum, channel) => sum + Number(channel), 0)");
        return ((Number) channels).longValue() / 3;
    }
}
