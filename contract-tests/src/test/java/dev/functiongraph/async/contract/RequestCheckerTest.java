package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker sees what is wrong with a request. */
class RequestCheckerTest {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");

    @Test
    void nothing_is_wrong_with_a_documented_request() {
        assertThat(check("POST", Spec.path(Spec.TEST), JSON, "{\"a\":\"1\"}")).isEmpty();
        assertThat(check("POST", Spec.path(Spec.TEST).replace(":", "%3A"), JSON, "{}"))
                .isEmpty();
        assertThat(check("POST", Spec.path("test"), Headers.of(), "")).isEmpty();
    }

    @Test
    void another_method() {
        assertThat(check("PUT", Spec.path(Spec.TEST), JSON, "{}")).containsExactly("the method is PUT, not POST");
    }

    @Test
    void another_path_or_a_query() {
        assertThat(check("POST", Spec.path(Spec.TEST) + "/", JSON, "{}")).hasSize(1);
        assertThat(check("POST", Spec.path(Spec.TEST).replace("v2", "v1"), JSON, "{}"))
                .hasSize(1);
        assertThat(check("POST", Spec.path(Spec.TEST) + "?a=b", JSON, "{}")).hasSize(1);
    }

    @Test
    void path_parameters_that_their_schemas_refuse() {
        assertThat(check("POST", Spec.path("p", "test"), JSON, "{}"))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("project_id: "));
        assertThat(check("POST", Spec.path("a+b"), JSON, "{}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("function_urn: "));
    }

    @Test
    void bodies_that_are_no_events() {
        for (String body : List.of("null", "[]", "{\"a\":1}", "{\"a\":null}", "{\"a\":\"\",\"a\":\"\"}", "{", "{} x")) {
            assertThat(check("POST", Spec.path(Spec.TEST), JSON, body)).as(body).hasSize(1);
        }
    }

    @Test
    void another_Content_Type() {
        Headers form = Headers.of("Content-Type", "application/x-www-form-urlencoded");
        assertThat(check("POST", Spec.path(Spec.TEST), form, "{}")).hasSize(1);
    }

    private static List<String> check(String method, String target, Headers headers, String body) {
        return RequestChecker.mismatches(
                Spec.INVOKE, new Request(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
