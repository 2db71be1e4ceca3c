package dev.functiongraph.async.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("SDK-HMAC-SHA256 Access=(.*), SignedHeaders=(.*), Signature=(.*)");
    private static final AccessKey KEY = new AccessKey("ACCESSKEYACCESSKEY01", "s3cretKey0123456789");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static JsonNode recorded() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("../client/src/test/resources/signed-requests.json")
                        .toFile());
    }

    static List<JsonNode> recordedRequests() throws IOException {
        return StreamSupport.stream(recorded().path("requests").spliterator(), false)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recordedRequests")
    void theSignatureOfARequestThatTheServicesOwnClientsSentIsTheSame(JsonNode recorded) throws IOException {
        AccessKey key = new AccessKey(
                recorded().path("access_key").textValue(),
                recorded().path("secret_key").textValue());
        Headers headers = Headers.of();
        for (var field : recorded.path("headers").properties()) {
            headers = headers.and(field.getKey(), field.getValue().textValue());
        }
        Matcher authorization =
                AUTHORIZATION.matcher(headers.first("Authorization").orElseThrow());
        assertThat(authorization.matches()).isTrue();
        SortedSet<String> signed = new TreeSet<>(List.of(authorization.group(2).split(";")));
        Request request = new Request(
                recorded.path("method").textValue(),
                recorded.path("target").textValue(),
                headers,
                recorded.path("body").textValue().getBytes(StandardCharsets.UTF_8));
        assertThat(key.signature(headers.first("X-Sdk-Date").orElseThrow(), CanonicalRequest.of(request, signed)))
                .isEqualTo(authorization.group(3));
    }

    @Test
    void aMessageIsSignedAsItIsWhenItIsSent() {
        Message message = Message.of("POST", "/a:b?y=2&x=%7e")
                .with("Host", "h")
                .signed(Signing.by(KEY, NOW))
                .withBody("{}");
        String canonical = "POST\n/a%3Ab/\nx=~&y=2\nhost:h\nx-sdk-date:20260102T030405Z\n\nhost;x-sdk-date\n"
                + "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assertThat(new String(message.head(), StandardCharsets.ISO_8859_1).lines())
                .contains(
                        "X-Sdk-Date: 20260102T030405Z",
                        "Authorization: SDK-HMAC-SHA256 Access=ACCESSKEYACCESSKEY01, SignedHeaders=host;x-sdk-date,"
                                + " Signature=" + KEY.signature("20260102T030405Z", canonical));
        assertThat(message.request().headers().fields()).isEqualTo(message.sentFields());
    }

    @Test
    void aMessageMayBeSignedAsAnother() {
        Message signed = Message.of("GET", "/a").with("Host", "h").signed(Signing.by(KEY, NOW));
        Message tampered = signed.withTarget("/b").signedAs(signed);
        assertThat(tampered.sentFields()).isEqualTo(signed.sentFields());
        assertThat(signed.withTarget("/b").sentFields()).isNotEqualTo(signed.sentFields());
    }

    @Test
    void theTimeMayBeAnother() {
        Message signed = Message.of("GET", "/a").signed(Signing.by(KEY, NOW));
        Message old = signed.resigned(by -> by.withOffset(Duration.ofMinutes(-20)));
        assertThat(old.request().headers().first("X-Sdk-Date")).hasValue("20260102T024405Z");
        assertThat(old.request().headers().values("Authorization")).hasSize(1);
    }

    @Test
    void withoutCredentialsNothingOfTheSignatureIsLeft() {
        Message message = Message.of("GET", "/a").with("Host", "h");
        assertThat(message.signed(Signing.by(KEY, NOW)).unsigned().bytes()).isEqualTo(message.bytes());
    }

    @Test
    void theSecretKeyIsNotPrinted() {
        assertThat(Message.of("GET", "/a").signed(Signing.by(KEY, NOW)).toString())
                .contains("ACCESSKEYACCESSKEY01")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret\n", "s3 cret", "s3cret\u00e9"})
    void aSecretKeyThatIsNoneIsRefusedWithoutBeingPrinted(String secret) {
        assertThatThrownBy(() -> new AccessKey("A", secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the secret key is empty or has characters")
                .hasMessageNotContaining("s3");
    }
}
