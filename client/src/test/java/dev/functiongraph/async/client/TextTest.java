package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts beyond ASCII; the tests run a second time on a platform whose charset is US-ASCII. */
class TextTest {

    @Test
    void thePlatformHasTheCharsetThatThisRunIsMeantToHave() {
        assertThat(Charset.defaultCharset()).isEqualTo(Charset.forName(System.getProperty("platformCharset", "UTF-8")));
    }

    @Test
    void anEventIsSentInUtf8() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            server.client().invokeAsync(PROJECT, URN, Map.of("城市", "北京 é 😀"));
            assertThat(server.request().body()).isEqualTo("{\"城市\":\"北京 é 😀\"}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void anErrorIsReadAsUtf8() throws Exception {
        String body = "{\"error_code\":\"FSS.0404\",\"error_msg\":\"函数 '测试' 不存在 😀\"}";
        try (StubServer server = StubServer.answering(404, "Content-Type: application/json", body)) {
            assertThat(failureOf(server.client()).errorMessage()).isEqualTo("函数 '测试' 不存在 😀");
        }
    }

    @Test
    void aRecordOfAnInvocationIsReadAsUtf8() throws Exception {
        String body = "{\"invocations\":[{\"request_id\":\"" + StubServer.REQUEST_ID
                + "\",\"status\":\"FAIL\",\"error_message\":\"失败 é 😀\",\"error_code\":4201}],"
                + "\"count\":1,\"next_marker\":0}";
        try (StubServer server = StubServer.answering(200, "", body)) {
            assertThat(server.client()
                            .listInvocations(PROJECT, URN, InvocationQuery.all())
                            .invocations())
                    .extracting(Invocation::errorMessage)
                    .containsExactly("失败 é 😀");
        }
    }

    @Test
    void halfASurrogatePairIsEscapedAndNotReplaced() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            server.client().invokeAsync(PROJECT, URN, Map.of("\udc00", "a\ud83db 😀 \\"));
            assertThat(server.request().text()).isEqualTo("{\"\\udc00\":\"a\\ud83db 😀 \\\\\"}");
        }
    }
}
