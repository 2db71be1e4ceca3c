package dev.functiongraph.async.contract;

import static dev.functiongraph.async.contract.OfficialClientTest.assertRefused;
import static dev.functiongraph.async.contract.OfficialClientTest.cancel;
import static dev.functiongraph.async.contract.OfficialClientTest.invoke;
import static dev.functiongraph.async.contract.OfficialClientTest.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.exception.SdkException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.functiongraph.v2.FunctionGraphClient;
import com.huaweicloud.sdk.functiongraph.v2.model.AsyncInvokeFunctionRequest;
import dev.functiongraph.async.contract.wire.AccessKey;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service's official Java client, which signs, over TLS, against a server that accepts events of any JSON. */
class OfficialClientOverTlsTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open()
            .demandingCredentials()
            .overTls()
            .allowingAnyJson()
            .serving(
                    ScriptedFunction.entry(Spec.TEST, "aliases: [prod]"),
                    ScriptedFunction.entry(Caller.urn("busy"), "concurrency: 1"),
                    ScriptedFunction.entry(Spec.DISABLED, "enabled: false"));

    private FunctionGraphClient client;

    @BeforeEach
    void open() throws Exception {
        client = client(ServerExtension.KEY);
    }

    private static FunctionGraphClient client(AccessKey key) throws Exception {
        return OfficialClientTest.client(
                SERVER.uri(),
                key,
                HttpConfig.getDefaultHttpConfig()
                        .withSSLSocketFactory(SERVER.certificate().sockets())
                        .withX509TrustManager(SERVER.certificate().trust()));
    }

    @Test
    void whatItInvokesRunsAndIsListed() throws Exception {
        for (String urn : new String[] {Spec.TEST, Spec.TEST.replace(":latest", ":!prod")}) {
            String id = invoke(client, urn).getRequestId();
            ScriptedFunction.awaitStart(id);
            assertThat(list(client, urn, "1", "0").getInvocations())
                    .singleElement()
                    .satisfies(record -> assertThat(record.getRequestId()).isEqualTo(id));
        }
    }

    @Test
    void aNestedEventReachesTheFunction() throws Exception {
        Map<String, Object> nested = Map.of("order", Map.of("number", 4711));
        String id = client.asyncInvokeFunction(new AsyncInvokeFunctionRequest()
                        .withFunctionUrn(Spec.TEST)
                        .withBody(nested))
                .getRequestId();
        ScriptedFunction.awaitStart(id);
        assertThat(ScriptedFunction.event(id)).isEqualTo("{\"order\":{\"number\":4711}}");
    }

    @Test
    void itCancelsWhatRunsAndWhatWaits() throws Exception {
        Map<String, Object> hold = Map.of("do", "hold");
        String running = client.asyncInvokeFunction(new AsyncInvokeFunctionRequest()
                        .withFunctionUrn(Caller.urn("busy"))
                        .withBody(hold))
                .getRequestId();
        ScriptedFunction.awaitStart(running);
        String waiting = invoke(client, Caller.urn("busy")).getRequestId();

        assertThat(cancel(client, Caller.urn("busy"), waiting)).isEqualTo(200);
        assertThat(cancel(client, Caller.urn("busy"), running)).isEqualTo(200);
        ScriptedFunction.awaitInterrupt(running);
    }

    @Test
    void itUnderstandsEveryRefusal() throws Exception {
        assertRefused(() -> invoke(client, Spec.ABSENT), 404, "function 'test' not exist");
        assertRefused(() -> invoke(client, Spec.DISABLED), 429, "Function Disabled");
        assertRefused(() -> cancel(client, Spec.TEST, Spec.NOBODYS_ID.toString()), 400, "Invalid RequestId");
        FunctionGraphClient other = client(ServerExtension.OTHER_KEY);
        assertRefused(() -> list(other, Spec.TEST, "1", "0"), 403, "the credentials belong to another project");
        FunctionGraphClient wrong = client(new AccessKey(ServerExtension.KEY.id(), ServerExtension.OTHER_KEY.secret()));
        assertRefused(
                () -> invoke(wrong, Spec.TEST), 401, "the signature does not match, or the access key is not valid");
    }

    @Test
    void itDoesNotCallAServerThatItDoesNotTrust() {
        FunctionGraphClient distrusting =
                OfficialClientTest.client(SERVER.uri(), ServerExtension.KEY, HttpConfig.getDefaultHttpConfig());
        assertThatThrownBy(() -> invoke(distrusting, Spec.TEST)).isInstanceOf(SdkException.class);
    }
}
