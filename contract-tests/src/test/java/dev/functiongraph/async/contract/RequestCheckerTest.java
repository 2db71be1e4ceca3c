package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Contract;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.spec.RequestChecker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker of requests, which finds every fault. */
class RequestCheckerTest {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");

    @Test
    void nothingIsWrongWithADocumentedRequest() {
        assertThat(check("POST", Spec.path(Spec.TEST), JSON, "{\"a\":\"1\"}")).isEmpty();
        assertThat(check("POST", Spec.path(Spec.TEST).replace(":", "%3A"), JSON, "{}"))
                .isEmpty();
        assertThat(check("POST", Spec.path("test"), Headers.of(), "")).isEmpty();
        assertThat(check("POST", Spec.path("test"), JSON, "null")).isEmpty();
    }

    @Test
    void anotherMethod() {
        assertThat(check("PUT", Spec.path(Spec.TEST), JSON, "{}")).containsExactly("the method is PUT, not POST");
    }

    @Test
    void anotherPathOrAQuery() {
        assertThat(check("POST", Spec.path(Spec.TEST) + "/", JSON, "{}")).hasSize(1);
        assertThat(check("POST", Spec.path(Spec.TEST).replace("v2", "v1"), JSON, "{}"))
                .hasSize(1);
        assertThat(check("POST", Spec.path(Spec.TEST) + "?a=b", JSON, "{}")).hasSize(1);
    }

    @Test
    void pathParametersThatTheirSchemasRefuse() {
        assertThat(check("POST", Spec.path("p", "test"), JSON, "{}"))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("project_id: "));
        assertThat(check("POST", Spec.path("a+b"), JSON, "{}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("function_urn: "));
    }

    @Test
    void bodiesThatAreNoEvents() {
        for (String body :
                List.of("[]", "[null]", "{\"a\":1}", "{\"a\":null}", "{\"a\":\"\",\"a\":\"\"}", "{", "{} x")) {
            assertThat(check("POST", Spec.path(Spec.TEST), JSON, body)).as(body).hasSize(1);
        }
    }

    @Test
    void anotherContentType() {
        Headers form = Headers.of("Content-Type", "application/x-www-form-urlencoded");
        assertThat(check("POST", Spec.path(Spec.TEST), form, "{}")).hasSize(1);
    }

    @Test
    void nothingIsWrongWithDocumentedQueryParameters() {
        assertThat(query("")).isEmpty();
        assertThat(query("limit=500&marker=0&status=WAIT&request_id=e834cb5b-1b2b-4c6b-b41c-8bd10fd41826"
                        + "&query_begin_time=2026-01-02T03%3A04%3A05Z&query_end_time=2026-01-02T03:04:05.006"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=-1",
                "limit=1.5",
                "limit=many",
                "limit=",
                "limit",
                "limit=%2B5",
                "marker=-1",
                "marker=x",
                "marker=9223372036854775808",
                "status=wait",
                "status=GONE",
                "request_id=1",
                "request_id=1-1-1-1-1",
                "query_begin_time=2026-01-02",
                "query_begin_time=2026-01-02T03:04:05+01:00",
                "query_end_time=2026-01-02%2003:04:05"
            })
    void aQueryParameterThatItsSchemaRefuses(String parameter) {
        assertThat(query(parameter))
                .isNotEmpty()
                .allMatch(problem ->
                        problem.startsWith("query parameter " + parameter.split("=")[0] + ": "));
    }

    @Test
    void aQueryParameterThatIsNotDocumentedOrStandsTwice() {
        assertThat(query("page=1")).containsExactly("query parameter page is not documented");
        assertThat(query("limit=1&limit=1")).containsExactly("query parameter limit occurs 2 times");
        assertThat(query("limit=%zz")).containsExactly("the query has an invalid percent-encoding in limit=%zz");
    }

    @Test
    void aQueryParameterThatIsRequiredAndMissing() {
        Operation find = Contract.of("""
                paths:
                  /f:
                    get:
                      operationId: find
                      parameters:
                        - {name: id, in: query, required: true, schema: {type: string}}
                """).operations().get(0);
        assertThat(RequestChecker.mismatches(find, request("GET", "/f", Headers.of(), "")))
                .containsExactly("query parameter id is missing");
        assertThat(RequestChecker.mismatches(find, request("GET", "/f?id=1", Headers.of(), "")))
                .isEmpty();
    }

    @Test
    void aBodyThatIsRequiredAndMissing() {
        assertThat(cancel("")).containsExactly("the body is missing");
        assertThat(cancel("{}")).hasSize(1);
        assertThat(cancel("{\"request_id\":\"1\"}")).hasSize(1);
        assertThat(cancel("{\"request_id\":\"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\",\"type\":\"recursive\"}"))
                .hasSize(1);
        assertThat(cancel("{\"request_id\":\"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\",\"type\":\"force\"}"))
                .isEmpty();
    }

    private static List<String> query(String query) {
        String mark = query.isEmpty() ? "" : "?";
        return RequestChecker.mismatches(
                Spec.LIST, request("GET", Spec.path(Spec.LIST, Spec.TEST) + mark + query, Headers.of(), ""));
    }

    private static List<String> cancel(String body) {
        return RequestChecker.mismatches(Spec.CANCEL, request("POST", Spec.path(Spec.CANCEL, Spec.TEST), JSON, body));
    }

    private static List<String> check(String method, String target, Headers headers, String body) {
        return RequestChecker.mismatches(Spec.INVOKE, request(method, target, headers, body));
    }

    private static Request request(String method, String target, Headers headers, String body) {
        return new Request(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
