package dev.functiongraph.async.server.credentials.signature;

import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.credentials.Grant;
import dev.functiongraph.async.server.credentials.Hashing;
import dev.functiongraph.async.server.credentials.InvalidCredentialsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request, as its headers have it: whose it says it is, and of when. Whether it is right can be
 * said when the body is there.
 */
public final class SignatureClaim {
    /** The scheme of {@code Authorization}, and the only algorithm. */
    public static final String ALGORITHM = AuthorizationHeader.ALGORITHM;

    private static final String HOST = "host";
    private static final String DATE = "x-sdk-date";
    private static final String CONTENT_HASH = "x-sdk-content-sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String MISMATCH = "the signature does not match, or the access key is not valid";
    private static final HexFormat HEX = HexFormat.of();

    private final RequestHead head;
    private final AuthorizationHeader authorization;

    private SignatureClaim(RequestHead head, AuthorizationHeader authorization) {
        this.head = head;
        this.authorization = authorization;
    }

    /** Whether an {@code Authorization} header is to be a signature, right or wrong. */
    public static boolean isMeant(String authorization) {
        return AuthorizationHeader.isMeant(authorization);
    }

    /**
     * Reads it.
     *
     * @throws InvalidCredentialsException if the headers alone show that it cannot count; that says nothing of keys
     */
    public static SignatureClaim read(RequestHead head, String authorization, Instant now)
            throws InvalidCredentialsException {
        SignatureClaim claim = new SignatureClaim(head, AuthorizationHeader.parse(authorization));
        claim.checkHeaders(now);
        return claim;
    }

    private void checkHeaders(Instant now) throws InvalidCredentialsException {
        List<String> signed = authorization.signedHeaders();
        require(!head.headers(DATE).isEmpty(), "the header X-Sdk-Date is missing");
        require(signed.contains(DATE), "the header X-Sdk-Date is not signed: SignedHeaders must have x-sdk-date");
        require(signed.contains(HOST), "the header Host is not signed: SignedHeaders must have host");
        for (String name : signed) {
            int count = head.headers(name).size();
            require(count > 0, "the signed header " + name + " is missing");
            require(count == 1, "the signed header " + name + " was sent " + count + " times");
        }
        SigningTime.requireNear(head.headers(DATE).get(0), now);
        require(
                !head.headers(CONTENT_HASH).contains(UNSIGNED),
                "X-Sdk-Content-Sha256 must be the hash of the body, not " + UNSIGNED);
    }

    private static void require(boolean right, String problem) throws InvalidCredentialsException {
        if (!right) {
            throw new InvalidCredentialsException(problem);
        }
    }

    /** The access key, which need not exist. */
    public String accessKey() {
        return authorization.accessKey();
    }

    /**
     * Checks it.
     *
     * @return what its access key allows
     * @throws InvalidCredentialsException with the same message for all reasons
     */
    public Grant verify(CredentialsFile credentials, ByteBuffer body) throws InvalidCredentialsException {
        MessageDigest sha256 = Hashing.sha256();
        sha256.update(body);
        String bodyHash = HEX.formatHex(sha256.digest());
        boolean sameBody = head.headers(CONTENT_HASH).stream().allMatch(bodyHash::equalsIgnoreCase);
        List<byte[]> texts = stringsToSign(head, authorization.signedHeaders(), bodyHash);
        return credentials
                .accessKey(accessKey(), key -> isSigned(texts, key))
                .filter(grant -> sameBody)
                .orElseThrow(() -> new InvalidCredentialsException(MISMATCH));
    }

    /** All are compared, each in constant time. */
    private boolean isSigned(List<byte[]> texts, SecretKeySpec key) {
        boolean signed = false;
        for (byte[] text : texts) {
            signed |= MessageDigest.isEqual(hmac(key, text), authorization.signature());
        }
        return signed;
    }

    /** One for each form of the request. */
    static List<byte[]> stringsToSign(RequestHead head, List<String> signedHeaders, String bodyHash) {
        return CanonicalRequest.texts(head, signedHeaders, bodyHash).stream()
                .map(request -> HEX.formatHex(Hashing.sha256().digest(request.getBytes(StandardCharsets.UTF_8))))
                .map(hash -> ALGORITHM + "\n" + head.headers(DATE).get(0) + "\n" + hash)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Hashing.hmacSha256();
            mac.init(key);
            return mac.doFinal(text);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("every key is one of HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SignatureClaim[" + accessKey() + "]";
    }
}
