package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.contract.spec.Answer;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the contract does not define: they are refused in its format all the same. */
class OtherRequestsTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void anotherMethodIsAnsweredWith405AndTheOneThatIsAllowed(String method) throws IOException {
        Answer refusal = refusal(method + " " + Spec.path(Spec.TEST), 405);
        assertThat(refusal.headers().values("Allow")).containsExactly("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void soItIsWhereInvocationsAreCanceled(String method) throws IOException {
        Answer refusal = refusal(method + " " + Spec.path(Spec.CANCEL, Spec.TEST), 405);
        assertThat(refusal.headers().values("Allow")).containsExactly("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void soItIsWhereInvocationsAreListed(String method) throws IOException {
        Answer refusal = refusal(method + " " + Spec.path(Spec.LIST, Spec.TEST), 405);
        assertThat(refusal.headers().values("Allow"))
                .singleElement()
                .satisfies(allowed ->
                        assertThat(allowed.split(", ")).contains("GET").isSubsetOf("GET", "HEAD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v2",
                "/v3/p/fgs/functions/f/invocations-async",
                "/v2/p/fgs/functions/f/invocations",
                "/v2/p/fgs/functions/f/async-invocations/x"
            })
    void anotherPathIsAnsweredWith404(String path) throws IOException {
        refusal("POST " + path, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%2F", "%0d%0aX:y", "a%20b", "%00", "%C0%80", "a%3Bb=c"})
    void aUrnThatNoClientSendsIsAnsweredWith400(String urn) throws IOException {
        refusal("POST " + Spec.path(urn), 400);
    }

    @Test
    void aSemicolonIsAPartOfTheUrnAndNoUrnHasOne() throws IOException {
        refusal("POST " + Spec.path(Spec.TEST + ";x=y"), 400);
    }

    @Test
    void aRequestWithoutHostIsAnsweredWith400() throws IOException {
        refused(SERVER.raw("POST " + Spec.path(Spec.TEST) + " HTTP/1.1\r\n\r\n"), 400);
    }

    private static Answer refusal(String methodAndPath, int status) throws IOException {
        return refused(
                SERVER.raw(methodAndPath + " HTTP/1.1\r\n" + SERVER.host() + "Content-Length: 0\r\n\r\n"), status);
    }

    private static Answer refused(RawAnswer raw, int status) throws IOException {
        Answer answer = raw.answer();
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.headers().values("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().values("X-Request-Id"))
                .singleElement()
                .satisfies(id -> assertThat(UUID.fromString(id)).hasToString(id));
        assertThat(Spec.CONTRACT.schema("ErrorResponse").problems(new ObjectMapper().readTree(answer.body())))
                .isEmpty();
        assertThat(answer.text()).contains("\"FSS.0" + status + "\"");
        return answer;
    }
}
