package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answers of asyncInvokeFunction: each is provoked and compared with openapi.yaml, and none may be left out. */
class AsyncInvokeFunctionAnswersTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @RegisterExtension
    static final ServerExtension GUARDED = ServerExtension.open().demandingCredentials();

    @RegisterExtension
    static final ServerExtension FULL = ServerExtension.open().unableToStore();

    @RegisterExtension
    static final CoverageFilter CONTRACT = new CoverageFilter(Spec.INVOKE);

    @Test
    void anEventIsAcceptedWith202() {
        Response response = json("{\"order\":\"4711\",\"city\":\"北京\"}").post(Spec.path(Spec.TEST));
        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 202 Accepted");
        assertThat(response.header("X-Request-Id"))
                .isEqualTo(response.jsonPath().getString("request_id"));
    }

    @Test
    void anEmptyEventIsAcceptedWith202() {
        json("{}").post(Spec.path(Spec.TEST)).then().statusCode(202);
    }

    @Test
    void noEventIsAcceptedWith202() {
        to(SERVER).post(Spec.path(Spec.TEST)).then().statusCode(202);
    }

    @Test
    void anEventWithANumberIsRefusedWith400() {
        Refusal.expect(json("{\"a\":1}").post(Spec.path(Spec.TEST)), 400);
    }

    @Test
    void noTokenWhereOneIsDemandedIsRefusedWith401() {
        Refusal.expect(to(GUARDED).post(Spec.path(Spec.TEST)), 401).header("WWW-Authenticate", "X-Auth-Token");
    }

    @Test
    void aWrongSignatureIsRefusedWith401() {
        Refusal.expect(ServerExtension.signedWrongly(to(GUARDED)).post(Spec.path(Spec.TEST)), 401)
                .body("error_msg", equalTo("the signature does not match, or the access key is not valid"));
    }

    @Test
    void aTokenOfAnotherProjectIsRefusedWith403() {
        Refusal.expect(
                to(GUARDED).header("X-Auth-Token", ServerExtension.OTHER_TOKEN).post(Spec.path(Spec.TEST)), 403);
    }

    @Test
    void anAbsentVersionIsRefusedWith404() {
        Response response = to(SERVER).post(Spec.path(Spec.ABSENT));
        Refusal.expect(response, 404).body("error_msg", equalTo("function 'test' not exist"));
        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 404 Not Found");
    }

    @Test
    void anAcceptWithoutJsonIsRefusedWith406() {
        Refusal.expect(to(SERVER).accept("text/html").post(Spec.path(Spec.TEST)), 406);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWith413BeforeItIsSent() throws IOException {
        RawAnswer refusal = SERVER.raw("POST " + Spec.path(Spec.TEST) + " HTTP/1.1\r\n" + SERVER.host()
                + "Content-Type: application/json\r\nContent-Length: 262145\r\n\r\n");
        assertThat(refusal.statusLine()).startsWith("HTTP/1.1 413 ");
        CONTRACT.saw(Spec.INVOKE, new byte[0], refusal.answer());
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedWith415() {
        Refusal.expect(to(SERVER).contentType("text/plain").body("{}").post(Spec.path(Spec.TEST)), 415);
    }

    @Test
    void aDisabledFunctionIsRefusedWith429() {
        Response response = to(SERVER).post(Spec.path(Spec.DISABLED));
        Refusal.expect(response, 429).body("error_msg", equalTo("Function Disabled"));
        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 429 Disabled");
    }

    @Test
    void anEventThatCannotBeStoredIsRefusedWith503() {
        Refusal.expect(to(FULL).post(Spec.path(Spec.TEST)), 503).header("Retry-After", not("0"));
    }

    private static RequestSpecification to(ServerExtension server) {
        return server.request().filter(CONTRACT);
    }

    private static RequestSpecification json(String event) {
        return to(SERVER).contentType("application/json; charset=utf-8").body(event);
    }
}
