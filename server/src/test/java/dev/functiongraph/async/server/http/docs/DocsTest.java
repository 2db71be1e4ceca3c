package dev.functiongraph.async.server.http.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.http.RawConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract and its page, byte by byte; DocsPageIT shows them in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Whatever an element refers to. */
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        credentials.token();
        String entries = TestFunctions.entry("fn", TestFunctions.Recording.class);
        server = TestServer.start(
                dir, entries, "credentials-file", credentials.file().toString());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theContractIsServedAsItStandsInTheSources() throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/openapi.yaml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.body()).isEqualTo(resource("/openapi.yaml"));
    }

    @Test
    void theSameDocumentIsServedAsJson() throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/openapi.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(answer.body()))
                .isEqualTo(new YAMLMapper().readTree(resource("/openapi.yaml")));
    }

    @Test
    void noCredentialsAreNeededWhereTheOperationsNeedThem() throws Exception {
        assertThat(server.invoke("fn", "{}").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/docs").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/openapi.json").statusCode()).isEqualTo(200);
    }

    static Stream<String> paths() {
        return DocsFiles.paths().stream().map(path -> "/" + path).sorted();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyFileIsSentOnlyToThoseWhoDoNotHaveIt(String path) throws Exception {
        HttpResponse<byte[]> answer = send("GET", path);
        String tag = header(answer, "ETag");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        for (String known : List.of(tag, "W/" + tag, "\"another\", " + tag, "*")) {
            HttpResponse<byte[]> unchanged = send("GET", path, "If-None-Match", known);
            assertThat(unchanged.statusCode()).as(known).isEqualTo(304);
            assertThat(unchanged.body()).isEmpty();
            assertThat(header(unchanged, "ETag")).isEqualTo(tag);
        }
        assertThat(send("GET", path, "If-None-Match", "\"another\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void headSaysWhatGetWouldSend(String path) throws Exception {
        HttpResponse<byte[]> get = send("GET", path);
        HttpResponse<byte[]> head = send("HEAD", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(get, "Content-Length")).isEqualTo(String.valueOf(get.body().length));
        for (String name : List.of("Content-Type", "Content-Length", "ETag", "Content-Security-Policy")) {
            assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
        }
        assertThat(send("HEAD", path, "If-None-Match", header(get, "ETag")).statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nothingButItsOwnServerIsOpenToThePage(String path) throws Exception {
        HttpResponse<byte[]> answer = send("GET", path);

        assertThat(header(answer, "Content-Security-Policy").split("; "))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self' data:",
                        "connect-src 'self'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void everythingThatThePageRefersToIsThere() throws Exception {
        HttpResponse<byte[]> page = send("GET", "/docs");
        List<String> references = references(new String(page.body(), StandardCharsets.UTF_8));

        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(references).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        for (String reference : references) {
            String url = URI.create("/docs").resolve(reference).toString();
            assertThat(send("GET", url).statusCode()).as(reference).isEqualTo(200);
        }
    }

    @Test
    void theRootLeadsBrowsersToThePageAndNobodyElse() throws Exception {
        HttpResponse<byte[]> browser = send("GET", "/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        HttpResponse<byte[]> other = send("GET", "/", "Accept", "*/*");

        assertThat(browser.statusCode()).isEqualTo(302);
        assertThat(header(browser, "Location")).isEqualTo("docs");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(new String(other.body(), StandardCharsets.UTF_8)).contains("\"error_code\":\"FSS.0404\"");
        HttpResponse<byte[]> elsewhere = send("GET", "/elsewhere", "Accept", "text/html");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(new String(elsewhere.body(), StandardCharsets.UTF_8)).contains("\"error_code\":\"FSS.0404\"");
    }

    @Test
    void whereATokenIsRequiredThePageNamesNoFunction(@TempDir Path dir) throws Exception {
        assertThat(new String(send("GET", "/docs").body(), StandardCharsets.UTF_8))
                .doesNotContain("data-function");
        try (TestServer open = TestServer.start(
                dir,
                TestFunctions.entry("off", TestFunctions.Recording.class, "enabled: false")
                        + TestFunctions.entry("on", TestFunctions.Recording.class))) {
            assertThat(open.get("/docs")).contains(" data-function=\"" + TestFunctions.urn("on") + "\"");
        }
    }

    @Test
    void withASlashAtItsEndThePageIsOneStepAway() throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/docs/");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(header(answer, "Location")).isEqualTo("../docs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/index.html",
                "/docs/absent.js",
                "/docs/swagger-ui-bundle.js/",
                "/docs/docs/page.js",
                "/docs/openapi.yaml",
                "/docs/../functions.schema.json",
                "/docs/../openapi.yaml",
                "/docs/./page.js",
                "/openapi.yml",
                "/docsx"
            })
    void whatIsNotListedDoesNotExist(String path) throws Exception {
        assertThat(refusal(path)).startsWith("HTTP/1.1 404 ").contains("\"error_code\":\"FSS.0404\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/%2e%2e/openapi.yaml",
                "/docs/%2e%2e%2fopenapi.yaml",
                "/docs/..%2ffunctions.schema.json",
                "/docs/..;/functions.schema.json",
                "//docs",
                "/docs//page.js",
                "/docs/%5c..%5cfunctions.schema.json",
                "/docs/page.js%00.css"
            })
    void whatIsNoPlainPathIsRefused(String path) throws Exception {
        assertThat(refusal(path)).startsWith("HTTP/1.1 400 ").contains("\"error_code\":\"FSS.0400\"");
    }

    @ParameterizedTest
    @CsvSource({"POST, /docs", "POST, /openapi.yaml", "PUT, /openapi.json", "DELETE, /docs/page.js", "OPTIONS, /docs"})
    void nothingCanBeDoneWithThemButReading(String method, String path) throws Exception {
        HttpResponse<byte[]> answer = send(method, path);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).contains("GET").doesNotContain("POST");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"error_code\":\"FSS.0405\"");
    }

    @Test
    void aTagThatIsNoneIsAnErrorOfTheContract() throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/openapi.json", "If-None-Match", "unquoted");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"error_code\":\"FSS.0400\"");
    }

    /** Of exactly this path, which a client would tidy up. */
    private String refusal(String path) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            String answer = connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .rest();
            assertThat(answer).containsIgnoringCase("\r\nContent-Type: application/json\r\n");
            return answer;
        }
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    static List<String> references(String page) {
        return REFERENCE.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = DocsTest.class.getResourceAsStream(name)) {
            return resource.readAllBytes();
        }
    }
}
