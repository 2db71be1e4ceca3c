package dev.functiongraph.async.server.credentials;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/** The hash functions, one instance for each thread: to look one up takes as long as to hash a request. */
public final class Hashing {
    public static final String HMAC_SHA_256 = "HmacSHA256";

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hashing::newSha256);
    private static final ThreadLocal<Mac> HMAC = ThreadLocal.withInitial(Hashing::newHmac);

    private Hashing() {}

    /** Reset, and this thread's own until it asks again. */
    public static MessageDigest sha256() {
        MessageDigest digest = SHA_256.get();
        digest.reset();
        return digest;
    }

    /** This thread's own, which still needs its key. */
    public static Mac hmacSha256() {
        return HMAC.get();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Mac newHmac() {
        try {
            return Mac.getInstance(HMAC_SHA_256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
