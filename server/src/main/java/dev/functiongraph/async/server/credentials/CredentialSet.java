package dev.functiongraph.async.server.credentials;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.spec.SecretKeySpec;

/** The credentials that a server accepts at one moment. Immutable; prints none of them. */
final class CredentialSet {
    private final SecretKeySpec hashKey;
    private final List<Token> tokens;
    private final List<AccessKey> keys;
    private final Map<TokenHash, Grant> grantByHash = new HashMap<>();
    private final Map<String, AccessKey> keyById = new HashMap<>();
    /** Makes no signature that anybody knows. */
    private final SecretKeySpec nobodysKey = new SecretKeySpec(RandomText.bytes(), Hashing.HMAC_SHA_256);

    CredentialSet(byte[] hashKey, List<Token> tokens, List<AccessKey> keys) {
        this(new SecretKeySpec(hashKey, Hashing.HMAC_SHA_256), tokens, keys);
    }

    private CredentialSet(SecretKeySpec hashKey, List<Token> tokens, List<AccessKey> keys) {
        this.hashKey = hashKey;
        this.tokens = List.copyOf(tokens);
        this.keys = List.copyOf(keys);
        tokens.forEach(token -> grantByHash.put(token.hash(), token.grant()));
        keys.forEach(key -> keyById.put(key.grant().id(), key));
    }

    /** One without credentials, and with a hash key of its own. */
    static CredentialSet empty() {
        return new CredentialSet(RandomText.bytes(), List.of(), List.of());
    }

    /** @return what a token allows; empty if it is unknown, or valid no longer */
    Optional<Grant> token(String token, Instant now) {
        return Optional.ofNullable(grantByHash.get(TokenHash.of(hashKey, token)))
                .filter(grant -> grant.isValidAt(now));
    }

    /** @param matches the check of the signature, always made: with {@link #nobodysKey} if there is no such one */
    Optional<Grant> accessKey(String id, Instant now, Predicate<SecretKeySpec> matches) {
        Optional<AccessKey> known =
                Optional.ofNullable(keyById.get(id)).filter(key -> key.grant().isValidAt(now));
        boolean signed = matches.test(known.map(AccessKey::hmacKey).orElse(nobodysKey));
        return signed ? known.map(AccessKey::grant) : Optional.empty();
    }

    byte[] hashKey() {
        return hashKey.getEncoded();
    }

    List<Token> tokens() {
        return tokens;
    }

    List<AccessKey> keys() {
        return keys;
    }

    TokenHash hash(String token) {
        return TokenHash.of(hashKey, token);
    }

    CredentialSet with(Token token) {
        return new CredentialSet(hashKey, plus(tokens, token), keys);
    }

    CredentialSet with(AccessKey key) {
        return new CredentialSet(hashKey, tokens, plus(keys, key));
    }

    CredentialSet without(String id) {
        return new CredentialSet(
                hashKey,
                tokens.stream().filter(token -> !token.grant().id().equals(id)).toList(),
                keys.stream().filter(key -> !key.grant().id().equals(id)).toList());
    }

    /** @return with this end of one of them, unless it ends earlier, and the id of those that take its place */
    CredentialSet replaced(String id, String newId, Instant end) {
        return new CredentialSet(
                hashKey,
                tokens.stream()
                        .map(token -> token.grant().id().equals(id)
                                ? token.with(token.grant().replaced(newId, end))
                                : token)
                        .toList(),
                keys.stream()
                        .map(key -> key.grant().id().equals(id)
                                ? key.with(key.grant().replaced(newId, end))
                                : key)
                        .toList());
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    /** How many there are. */
    String counts() {
        return "tokens: " + tokens.size() + ", keys: " + keys.size();
    }

    @Override
    public String toString() {
        return "CredentialSet[" + counts() + "]";
    }
}
