package dev.functiongraph.async.server.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.credentials.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests as the vendor's Java SDK 3.1.192 signed and sent them, each with its secret key: the server makes the same
 * signature of what came over the wire. The resource has what a server socket received. Two things are not in it, for
 * nobody can check the SDK's signatures of them: header values with blanks around them, which the SDK signs and does
 * not send, and names of query parameters that must be escaped.
 */
class SignatureVectorsTest {

    static Stream<Vector> vectors() throws Exception {
        JsonNode all =
                new ObjectMapper().readTree(SignatureVectorsTest.class.getResourceAsStream("/signature-vectors.json"));
        return StreamSupport.stream(all.spliterator(), false).map(Vector::new);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theVendorsSignatureIsMadeAgain(Vector vector) throws Exception {
        AuthorizationHeader sent =
                AuthorizationHeader.parse(vector.headers("authorization").get(0));
        byte[] body = vector.json.get("body").asText().getBytes(StandardCharsets.UTF_8);

        String bodyHash = HexFormat.of().formatHex(Hashing.sha256().digest(body));

        assertThat(SignatureClaim.stringsToSign(vector, sent.signedHeaders(), bodyHash))
                .extracting(text -> HexFormat.of().formatHex(SignatureClaim.hmac(vector.key(), text)))
                .contains(HexFormat.of().formatHex(sent.signature()));
    }

    /** The example of the public guide, whose secret key is not published: the hash of its canonical request is. */
    @Test
    void theCanonicalRequestOfThePublicGuideHasItsHash() {
        RequestHead guide = new Head(
                "GET",
                "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
                "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
                List.of(
                        "Content-Type: application/json",
                        "Host: service.region.example.com",
                        "X-Sdk-Date: 20191115T033655Z"));
        String text = CanonicalRequest.texts(
                        guide,
                        List.of("content-type", "host", "x-sdk-date"),
                        HexFormat.of().formatHex(Hashing.sha256().digest()))
                .get(0);

        assertThat(HexFormat.of().formatHex(Hashing.sha256().digest(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");
    }

    /** One of them: what was received, and the secret key that it was signed with. */
    record Vector(JsonNode json) implements RequestHead {
        javax.crypto.spec.SecretKeySpec key() {
            return new javax.crypto.spec.SecretKeySpec(
                    json.get("secret").asText().getBytes(StandardCharsets.UTF_8), Hashing.HMAC_SHA_256);
        }

        private Head head() {
            String[] target = json.get("target").asText().split("\\?", 2);
            List<String> lines = new ArrayList<>();
            json.get("headers").forEach(line -> lines.add(line.asText()));
            return new Head(json.get("method").asText(), target[0], target.length == 1 ? null : target[1], lines);
        }

        @Override
        public String method() {
            return head().method();
        }

        @Override
        public String path() {
            return head().path();
        }

        @Override
        public String query() {
            return head().query();
        }

        @Override
        public List<String> headers(String name) {
            return head().headers(name);
        }

        @Override
        public String toString() {
            return json.get("name").asText();
        }
    }
}
