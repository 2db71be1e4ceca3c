package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.AnswerChecker;
import dev.functiongraph.async.contract.spec.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker of answers, which must find every fault: otherwise the tests that rely on it prove nothing. */
class AnswerCheckerTest {
    private static final String ID = "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826";
    private static final String ACCEPTED = "{\"request_id\":\"" + ID + "\"}";
    private static final String UNAVAILABLE = "{\"error_code\":\"FSS.0503\",\"error_msg\":\"later\"}";

    @Test
    void nothingIsWrongWithADocumentedAnswer() {
        assertThat(check(202, ACCEPTED, "Content-Type", "application/json", "X-Request-Id", ID))
                .isEmpty();
    }

    @Test
    void namesOfHeadersAndMediaTypesMayBeInAnyCaseAndMoreFieldsMayCome() {
        String body = "{\"request_id\":\"" + ID + "\",\"more\":1}";
        assertThat(check(
                        202, body, "content-type", "Application/JSON;charset=UTF-8", "x-request-id", ID, "date", "now"))
                .isEmpty();
    }

    @Test
    void anUndocumentedStatus() {
        assertThat(json(299, UNAVAILABLE)).containsExactly("status 299 of asyncInvokeFunction is not documented");
    }

    @Test
    void aMissingHeader() {
        assertThat(check(202, ACCEPTED, "Content-Type", "application/json"))
                .containsExactly("header X-Request-Id is missing");
    }

    @Test
    void anUndocumentedHeader() {
        assertThat(json(202, ACCEPTED, "X-Debug-Node", "1")).containsExactly("header X-Debug-Node is not documented");
        assertThat(json(413, UNAVAILABLE, "Retry-After", "1")).isEmpty();
    }

    @Test
    void aHeaderThatStandsTwice() {
        assertThat(json(202, ACCEPTED, "X-Request-Id", ID)).containsExactly("header X-Request-Id occurs 2 times");
    }

    @Test
    void aHeaderWhoseValueItsSchemaRefuses() {
        assertThat(json(503, UNAVAILABLE, "Retry-After", "0"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("header Retry-After: "));
        assertThat(json(503, UNAVAILABLE, "Retry-After", "soon")).hasSize(1);
        assertThat(json(503, UNAVAILABLE, "Retry-After", "1")).isEmpty();
        assertThat(check(202, ACCEPTED, "Content-Type", "application/json", "X-Request-Id", "1"))
                .hasSize(1);
    }

    @Test
    void aMissingBodyNeedNotBeDeclared() {
        assertThat(check(202, "", "X-Request-Id", ID))
                .singleElement()
                .satisfies(problem -> assertThat(problem).doesNotContain("Content-Type"));
    }

    @Test
    void aMissingOrAnotherContentType() {
        assertThat(check(202, ACCEPTED, "X-Request-Id", ID)).containsExactly("there is no Content-Type");
        assertThat(check(202, ACCEPTED, "X-Request-Id", ID, "Content-Type", "text/plain"))
                .containsExactly("Content-Type text/plain is not documented");
        assertThat(check(202, ACCEPTED, "X-Request-Id", ID, "Content-Type", "application/json;charset=gbk"))
                .hasSize(1);
    }

    @Test
    void aKeyThatStandsTwice() {
        assertThat(json(202, "{\"request_id\":\"" + ID + "\",\"request_id\":\"" + ID + "\"}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("the body has a duplicate key"));
    }

    @Test
    void aBodyThatItsSchemaRefuses() {
        assertThat(json(202, "{}")).hasSize(1);
        assertThat(json(202, "{\"request_id\":null}")).isNotEmpty();
        assertThat(json(202, "{\"request_id\":1}")).isNotEmpty();
        assertThat(json(202, "{\"request_id\":\"1\"}")).hasSize(1);
        assertThat(json(202, "[]")).isNotEmpty();
    }

    @Test
    void aNumberThatHasMoreBitsThanItsFormat() {
        assertThat(listing(1, "2147483647")).isEmpty();
        assertThat(listing(1, "-2147483648")).isEmpty();
        assertThat(listing(1, "2147483648")).containsExactly("body: /invocations/0/error_code is not a valid int32");
        assertThat(listing(1, "99999999999e0")).isNotEmpty();
        assertThat(listing("9223372036854775807", "1")).isEmpty();
        assertThat(listing("9223372036854775808", "1")).containsExactly("body: /next_marker is not a valid int64");
    }

    @Test
    void aBodyThatIsNoJson() {
        assertThat(json(202, "")).containsExactly("the body is empty");
        assertThat(json(202, "<html>")).hasSize(1);
        assertThat(json(202, ACCEPTED + "x")).hasSize(1);
    }

    @Test
    void allOfItTogether() {
        String body = "{\"error_code\":\"1\",\"error_code\":\"1\"}";
        assertThat(check(503, body, "Content-Type", "text/html", "X-Powered-By", "x", "Retry-After", "0"))
                .hasSize(7)
                .anyMatch(problem -> problem.contains("X-Request-Id"))
                .anyMatch(problem -> problem.contains("X-Powered-By"))
                .anyMatch(problem -> problem.contains("Retry-After"))
                .anyMatch(problem -> problem.contains("Content-Type"))
                .anyMatch(problem -> problem.contains("duplicate key"))
                .anyMatch(problem -> problem.contains("error_code"))
                .anyMatch(problem -> problem.contains("error_msg"));
    }

    /** What is wrong with a listing of one record. */
    private static List<String> listing(Object marker, String code) {
        String body = "{\"invocations\":[{\"request_id\":\"" + ID
                + "\",\"status\":\"FAIL\",\"error_message\":\"\",\"error_code\":" + code
                + "}],\"count\":1,\"next_marker\":" + marker + "}";
        Headers headers = Headers.of("Content-Type", "application/json", "X-Request-Id", ID);
        return AnswerChecker.mismatches(Spec.LIST, new Answer(200, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> json(int status, String body, String... headers) {
        Headers all = Headers.of("Content-Type", "application/json", "X-Request-Id", ID);
        for (int i = 0; i < headers.length; i += 2) {
            all = all.and(headers[i], headers[i + 1]);
        }
        return check(status, body, all);
    }

    private static List<String> check(int status, String body, String... headers) {
        return check(status, body, Headers.of(headers));
    }

    private static List<String> check(int status, String body, Headers headers) {
        return AnswerChecker.mismatches(
                Spec.INVOKE, new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
