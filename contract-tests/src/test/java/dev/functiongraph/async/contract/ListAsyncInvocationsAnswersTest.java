package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answers of listAsyncInvocations: each is provoked and compared with openapi.yaml, and none may be left out. */
class ListAsyncInvocationsAnswersTest {
    private static final String ONE_AT_A_TIME = Caller.urn("one-at-a-time");
    private static final String PATH = Spec.path(Spec.LIST, Spec.TEST);

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @RegisterExtension
    static final ServerExtension SCRIPTED =
            ServerExtension.open().serving(ScriptedFunction.entry(ONE_AT_A_TIME, "concurrency: 1", "enabled: true"));

    @RegisterExtension
    static final ServerExtension GUARDED = ServerExtension.open().demandingCredentials();

    @RegisterExtension
    static final ServerExtension BROKEN = ServerExtension.open().unableToStore();

    @RegisterExtension
    static final CoverageFilter CONTRACT = new CoverageFilter(Spec.LIST);

    @Test
    void oneThatWaitsAndOneThatWasCanceledAreListedWith200()
            throws IOException, InterruptedException, TimeoutException {
        Caller caller = new Caller(SCRIPTED, ONE_AT_A_TIME, CONTRACT);
        String running = caller.accepted(ScriptedFunction.HOLD);
        ScriptedFunction.awaitStart(running);
        String waiting = caller.accepted(ScriptedFunction.HOLD);
        // What waits for a disabled function goes on waiting.
        SCRIPTED.changeFunctions(functions -> functions.replace("enabled: true", "enabled: false"));
        caller.canceled(running);

        assertThat(caller.ids("")).containsExactly(waiting, running);
    }

    @Test
    void aLimitThatIsNoNumberIsRefusedWith400() {
        Refusal.expect(to(SERVER).get(PATH + "?limit=many"), 400)
                .body("error_msg", equalTo("the query parameter limit must be a whole number from 1 to 500"));
    }

    @Test
    void noTokenWhereOneIsDemandedIsRefusedWith401() {
        Refusal.expect(to(GUARDED).get(PATH), 401).header("WWW-Authenticate", "X-Auth-Token");
    }

    @Test
    void aWrongSignatureIsRefusedWith401() {
        Refusal.expect(ServerExtension.signedWrongly(to(GUARDED)).get(PATH), 401)
                .body("error_msg", equalTo("the signature does not match, or the access key is not valid"));
    }

    @Test
    void aTokenOfAnotherProjectIsRefusedWith403() {
        Refusal.expect(
                to(GUARDED).header("X-Auth-Token", ServerExtension.OTHER_TOKEN).get(PATH), 403);
    }

    @Test
    void anAbsentVersionIsRefusedWith404() {
        Response response = to(SERVER).get(Spec.path(Spec.LIST, Spec.ABSENT));
        Refusal.expect(response, 404).body("error_msg", equalTo("function 'test' not exist"));
    }

    @Test
    void anAcceptWithoutJsonIsRefusedWith406() {
        Refusal.expect(to(SERVER).accept("text/html").get(PATH), 406);
    }

    @Test
    void aStoreThatCannotBeReadIsAnsweredWith503() {
        Refusal.expect(to(BROKEN).get(PATH), 503).header("Retry-After", "1");
    }

    private static RequestSpecification to(ServerExtension server) {
        return server.request().filter(CONTRACT);
    }
}
