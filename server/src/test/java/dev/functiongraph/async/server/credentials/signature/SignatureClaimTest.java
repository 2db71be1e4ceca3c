package dev.functiongraph.async.server.credentials.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the headers alone show of a signature. */
class SignatureClaimTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final String SIGNATURE = "5e".repeat(32);
    private static final String GOOD =
            "SDK-HMAC-SHA256 Access=KEY, SignedHeaders=host;x-sdk-date, Signature=" + SIGNATURE;

    @Test
    void aGoodOneHasItsAccessKeyAndPrintsNoSignature() throws Exception {
        SignatureClaim claim = read(GOOD, "Host: h", "X-Sdk-Date: 20261129T120000Z");

        assertThat(claim.accessKey()).isEqualTo("KEY");
        assertThat(claim.toString() + AuthorizationHeader.parse(GOOD)).doesNotContain("5e5e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SDK-HMAC-SHA256 Signature=%s,SignedHeaders=host;x-sdk-date,Access=KEY",
                "SDK-HMAC-SHA256  Access = KEY ,  SignedHeaders = x-sdk-date;host , Signature = %s "
            })
    void blanksAndTheOrderOfItsPartsDoNotCount(String authorization) throws Exception {
        assertThat(read(authorization.formatted(SIGNATURE), "Host: h", "X-Sdk-Date: 20261129T120000Z")
                        .accessKey())
                .isEqualTo("KEY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SDK-HMAC-SHA256 | | it must begin with SDK-HMAC-SHA256 and a space",
                "SDK-HMAC-SHA256 Access | SDK-HMAC-SM3 Access | it must begin with SDK-HMAC-SHA256 and a space",
                "SDK-HMAC-SHA256 Access | SDK-HMAC-SHA256Access | it must begin with SDK-HMAC-SHA256 and a space",
                "Access=KEY, | | Access must be an access key",
                "Access=KEY | Access= | Access must be an access key",
                "Access=KEY | Access=KEY, Access=KEY | it must have Access, SignedHeaders, Signature, each once,",
                "Access=KEY | Credential=KEY | it must have Access, SignedHeaders, Signature, each once,",
                "Access=KEY | KEY | it must have Access, SignedHeaders, Signature, each once,",
                "host;x-sdk-date | host;;x-sdk-date | SignedHeaders must be names of at most 100 characters in lower",
                "host;x-sdk-date | Host;x-sdk-date | SignedHeaders must be names of at most 100 characters in lower",
                "host;x-sdk-date | host;x-sdk-date;host | SignedHeaders has host twice",
                "Signature=5e | Signature=xx | Signature must be 64 hexadecimal digits",
                "Signature=5e | Signature= | Signature must be 64 hexadecimal digits"
            })
    void whatIsMalformedSaysWhere(String right, String wrong, String problem) {
        String authorization = GOOD.replaceFirst(right, wrong == null ? "" : wrong);
        assertThatThrownBy(() -> read(authorization, "Host: h", "X-Sdk-Date: 20261129T120000Z"))
                .isInstanceOf(InvalidCredentialsException.class)
                .hasMessageStartingWith("the Authorization header is malformed: " + problem);
    }

    @Test
    void itSaysLittleOfWhatIsLong() {
        String many = IntStream.range(0, 65).mapToObj(i -> "x" + i).collect(Collectors.joining(";"));
        for (String names : List.of(many, "x".repeat(101))) {
            assertThatThrownBy(() -> read(GOOD.replace("host;x-sdk-date", names)))
                    .hasMessageContaining("SignedHeaders must be names of at most 100 characters")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: h | the header X-Sdk-Date is missing",
                "Host: h;X-Sdk-Date: 2026-11-29T12:00:00Z | X-Sdk-Date must be a time in UTC such as 20261129T000000Z",
                "Host: h;X-Sdk-Date: 20261329T120000Z | X-Sdk-Date must be a time in UTC such as 20261129T000000Z",
                "Host: h;X-Sdk-Date: 20260231T120000Z | X-Sdk-Date must be a time in UTC such as 20261129T000000Z",
                "X-Sdk-Date: 20261129T120000Z | the signed header host is missing",
                "Host: h;host: h;X-Sdk-Date: 20261129T120000Z | the signed header host was sent 2 times",
                "Host: h;X-Sdk-Date: 20261129T120000Z;X-Sdk-Date: 20261129T120000Z"
                        + " | the signed header x-sdk-date was sent 2 times",
                "Host: h;X-Sdk-Date: 20261129T114459Z"
                        + " | X-Sdk-Date is more than 15 minutes away from the time of this server, 20261129T120000Z",
                "Host: h;X-Sdk-Date: 20261129T121501Z"
                        + " | X-Sdk-Date is more than 15 minutes away from the time of this server, 20261129T120000Z",
                "Host: h;X-Sdk-Date: 20261129T120000Z;X-Sdk-Content-Sha256: UNSIGNED-PAYLOAD"
                        + " | X-Sdk-Content-Sha256 must be the hash of the body, not UNSIGNED-PAYLOAD"
            })
    void headersThatCannotCountAreNamed(String headers, String problem) {
        assertThatThrownBy(() -> read(GOOD, headers.split(";")))
                .isInstanceOf(InvalidCredentialsException.class)
                .hasMessage(problem);
    }

    @Test
    void fifteenMinutesAreNear() throws Exception {
        read(GOOD, "Host: h", "X-Sdk-Date: 20261129T114500Z");
        read(GOOD, "Host: h", "X-Sdk-Date: 20261129T121500Z");
    }

    @Test
    void hostAndDateMustBeSigned() {
        List<String> headers = new ArrayList<>(List.of("Host: h", "X-Sdk-Date: 20261129T120000Z"));
        assertThatThrownBy(() -> read(GOOD.replace("host;", ""), headers.toArray(String[]::new)))
                .hasMessage("the header Host is not signed: SignedHeaders must have host");
        assertThatThrownBy(() -> read(GOOD.replace(";x-sdk-date", ""), headers.toArray(String[]::new)))
                .hasMessage("the header X-Sdk-Date is not signed: SignedHeaders must have x-sdk-date");
    }

    private static SignatureClaim read(String authorization, String... headers) throws InvalidCredentialsException {
        return SignatureClaim.read(new Head("POST", "/", null, List.of(headers)), authorization, NOW);
    }
}
