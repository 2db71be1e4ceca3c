package dev.functiongraph.async.server.credentials;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hash of a token, HMAC-SHA-256 in hexadecimal digits. Tokens are 256 random bits, which nobody finds by
 * trying: a hash that takes long, as passwords need one, would only make each request slow. And who looks one up by
 * its hash learns nothing from how long that takes, for nobody can choose a token so that its hash begins like
 * another one's.
 */
record TokenHash(String hex) {
    static final int HEX_DIGITS = 64;

    static Optional<TokenHash> of(String text) {
        boolean isOne = text.length() == HEX_DIGITS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return isOne ? Optional.of(new TokenHash(text)) : Optional.empty();
    }

    static TokenHash of(SecretKeySpec key, String token) {
        try {
            Mac mac = Hashing.hmacSha256();
            mac.init(key);
            return new TokenHash(HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8))));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("every key is one of HMAC-SHA-256", e);
        }
    }

    /** No secret, but nothing for a log either. */
    @Override
    public String toString() {
        return "(hash)";
    }
}
