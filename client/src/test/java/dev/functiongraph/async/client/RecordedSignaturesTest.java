package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that the service's own clients signed and sent, as a socket received them. */
class RecordedSignaturesTest {

    private static final Pattern AUTHORIZATION =
            Pattern.compile("SDK-HMAC-SHA256 Access=.*, SignedHeaders=(.*), Signature=(.*)");

    private static JsonNode recorded() throws IOException {
        try (InputStream in = RecordedSignaturesTest.class.getResourceAsStream("/signed-requests.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    static List<JsonNode> requests() throws IOException {
        return StreamSupport.stream(recorded().path("requests").spliterator(), false)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theSignatureOfARecordedRequestIsTheSame(JsonNode request) throws IOException {
        AccessKey key = new AccessKey(
                recorded().path("access_key").textValue(),
                recorded().path("secret_key").textValue());
        JsonNode headers = request.path("headers");
        Matcher authorization =
                AUTHORIZATION.matcher(headers.path("authorization").textValue());
        assertThat(authorization.matches()).isTrue();
        SortedMap<String, String> signed = new TreeMap<>();
        for (String name : authorization.group(1).split(";")) {
            signed.put(name, headers.path(name).textValue());
        }
        byte[] body = request.path("body").textValue().getBytes(StandardCharsets.UTF_8);
        String canonical = CanonicalRequest.of(
                request.path("method").textValue(),
                URI.create("http://any" + request.path("target").textValue()),
                signed,
                Sha256.hex(body));
        assertThat(key.signature(headers.path("x-sdk-date").textValue(), canonical))
                .isEqualTo(authorization.group(2));
    }
}
