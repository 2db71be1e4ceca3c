package dev.functiongraph.async.contract.wire;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An access key pair. The secret key is never printed.
 *
 * @param id the access key, which requests name
 * @param secret the secret key, which signs them
 */
public record AccessKey(String id, String secret) {
    static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";

    /** @throws IllegalArgumentException if one of them cannot be a key; it is not quoted */
    public AccessKey {
        if (!id.matches("[!-~&&[^,=]]+")) {
            throw new IllegalArgumentException("the access key is empty or has characters that a key must not have");
        }
        if (!secret.matches("[!-~]+")) {
            throw new IllegalArgumentException("the secret key is empty or has characters that a key must not have");
        }
    }

    /**
     * The signature of a request, in hexadecimal digits.
     *
     * @param date the value of X-Sdk-Date
     * @param canonical the canonical request
     */
    public String signature(String date, String canonical) {
        byte[] text = (ALGORITHM + "\n" + date + "\n" + CanonicalRequest.sha256(bytes(canonical)))
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(secret), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "access key " + id;
    }
}
