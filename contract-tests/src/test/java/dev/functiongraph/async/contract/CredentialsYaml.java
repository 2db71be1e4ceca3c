package dev.functiongraph.async.contract;

import dev.functiongraph.async.contract.wire.AccessKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The credentials file of a server, with tokens and keys that tests know. */
final class CredentialsYaml {
    private static final byte[] HASH_KEY = new byte[32];

    private final StringBuilder tokens = new StringBuilder("tokens:\n");
    private final StringBuilder keys = new StringBuilder("keys:\n");

    CredentialsYaml token(String token, String project) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HASH_KEY, "HmacSHA256"));
            String hash = HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
            add(tokens, "tok-" + hash.substring(0, 8), "hash: \"" + hash + "\"", project);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    CredentialsYaml key(AccessKey key, String project) {
        add(keys, key.id(), "secret: " + key.secret(), project);
        return this;
    }

    private static void add(StringBuilder list, String id, String secret, String project) {
        list.append("  - id: ").append(id).append("\n    ").append(secret);
        list.append("\n    projects: ['").append(project).append("']\n    role: caller\n");
        list.append("    created: 2026-01-02T03:04:05Z\n");
    }

    void write(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "hash-key: \"" + Base64.getEncoder().encodeToString(HASH_KEY) + "\"\n" + tokens + keys);
    }
}
