package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.functiongraph.async.contract.spec.Answer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answers of cancelAsyncInvocation: each is provoked and compared with openapi.yaml, and none may be left out. */
class CancelAsyncInvocationAnswersTest {
    private static final String ONE_AT_A_TIME = Caller.urn("one-at-a-time");
    private static final String PATH = Spec.path(Spec.CANCEL, Spec.TEST);
    private static final String NOBODYS_ID = Spec.NOBODYS_ID.toString();

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @RegisterExtension
    static final ServerExtension SCRIPTED =
            ServerExtension.open().serving(ScriptedFunction.entry(ONE_AT_A_TIME, "concurrency: 1"));

    @RegisterExtension
    static final ServerExtension GUARDED = ServerExtension.open().demandingCredentials();

    @RegisterExtension
    static final ServerExtension FULL = ServerExtension.open().unableToStore();

    @RegisterExtension
    static final CoverageFilter CONTRACT = new CoverageFilter(Spec.CANCEL);

    @Test
    void whatWaitsIsCanceledWith200ByEachFormOfTheBody() throws InterruptedException, TimeoutException {
        Caller caller = new Caller(SCRIPTED, ONE_AT_A_TIME, CONTRACT);
        ScriptedFunction.awaitStart(caller.accepted(ScriptedFunction.HOLD));
        String first = caller.accepted(ScriptedFunction.SUCCEED);
        String second = caller.accepted(ScriptedFunction.SUCCEED);

        assertThat(caller.cancellation("{\"request_id\":\"" + first + "\"}").status())
                .isEqualTo(200);
        Answer answer = caller.cancellation("{\"request_id\":\"" + second + "\",\"type\":\"force\"}");
        assertThat(answer.text()).isEqualTo("{\"request_id\":\"" + second + "\",\"status\":\"DISCARD\"}");
    }

    @Test
    void anIdThatTheFunctionDoesNotHaveIsRefusedWith400() {
        Refusal.expect(id(SERVER, NOBODYS_ID).post(PATH), 400).body("error_msg", equalTo("Invalid RequestId"));
    }

    @Test
    void noTokenWhereOneIsDemandedIsRefusedWith401() {
        Refusal.expect(id(GUARDED, NOBODYS_ID).post(PATH), 401).header("WWW-Authenticate", "X-Auth-Token");
    }

    @Test
    void aWrongSignatureIsRefusedWith401() {
        Refusal.expect(ServerExtension.signedWrongly(id(GUARDED, NOBODYS_ID)).post(PATH), 401)
                .body("error_msg", equalTo("the signature does not match, or the access key is not valid"));
    }

    @Test
    void aTokenOfAnotherProjectIsRefusedWith403() {
        Response response = id(GUARDED, NOBODYS_ID)
                .header("X-Auth-Token", ServerExtension.OTHER_TOKEN)
                .post(PATH);
        Refusal.expect(response, 403);
    }

    @Test
    void anAbsentVersionIsRefusedWith404() {
        Response response = id(SERVER, NOBODYS_ID).post(Spec.path(Spec.CANCEL, Spec.ABSENT));
        Refusal.expect(response, 404).body("error_msg", equalTo("function 'test' not exist"));
    }

    @Test
    void anAcceptWithoutJsonIsRefusedWith406() {
        Refusal.expect(id(SERVER, NOBODYS_ID).accept("text/html").post(PATH), 406);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWith413BeforeItIsSent() throws IOException {
        RawAnswer refusal = SERVER.raw("POST " + PATH + " HTTP/1.1\r\n" + SERVER.host()
                + "Content-Type: application/json\r\nContent-Length: 262145\r\n\r\n");
        assertThat(refusal.statusLine()).startsWith("HTTP/1.1 413 ");
        CONTRACT.saw(Spec.CANCEL, new byte[0], refusal.answer());
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedWith415() {
        Refusal.expect(id(SERVER, NOBODYS_ID).contentType("text/plain").post(PATH), 415);
    }

    @Test
    void aCancellationThatCannotBeStoredIsRefusedWith503() {
        Response response = id(FULL, FULL.waiting()).post(Spec.path(Spec.CANCEL, Spec.DISABLED));
        Refusal.expect(response, 503).header("Retry-After", not("0"));
    }

    private static RequestSpecification id(ServerExtension server, String id) {
        return server.request().filter(CONTRACT).contentType("application/json").body(Caller.cancelBody(id));
    }
}
