package dev.functiongraph.async.server.credentials;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;

/** An access key, which is the id of its grant, with the secret key that makes and checks its signatures. */
final class AccessKey {
    private final Grant grant;
    private final String secret;
    private final SecretKeySpec hmacKey;

    AccessKey(Grant grant, String secret) {
        this.grant = grant;
        this.secret = secret;
        this.hmacKey = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), Hashing.HMAC_SHA_256);
    }

    Grant grant() {
        return grant;
    }

    AccessKey with(Grant other) {
        return new AccessKey(other, secret);
    }

    /** For the file, and for nothing else. */
    String secret() {
        return secret;
    }

    SecretKeySpec hmacKey() {
        return hmacKey;
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return "AccessKey[" + grant.id() + "]";
    }
}
