package dev.functiongraph.async.server;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Created;
import dev.functiongraph.async.server.credentials.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The credentials file of a test, made as the commands make it. */
public final class TestCredentials {
    public static final String OTHER_PROJECT = "x".repeat(32);

    private final Path file;

    public TestCredentials(Path dir) {
        this.file = dir.resolve("credentials.yaml");
    }

    /** An access key with its secret key. */
    public record KeyPair(String accessKey, String secretKey) {}

    public Path file() {
        return file;
    }

    public CredentialsEditor editor() {
        return new CredentialsEditor(file, Clock.systemUTC());
    }

    /** A token of {@link TestFunctions#PROJECT}, with its id. */
    public Created token() throws IOException {
        return token(Role.CALLER, TestFunctions.PROJECT);
    }

    public Created token(Role role, String... projects) throws IOException {
        return editor().createToken(role, List.of(projects), Optional.empty());
    }

    public Created expiredToken() throws IOException {
        return expired().createToken(Role.CALLER, List.of(TestFunctions.PROJECT), Optional.of(Duration.ofDays(1)));
    }

    public KeyPair key() throws IOException {
        return key(Role.CALLER, TestFunctions.PROJECT);
    }

    public KeyPair key(Role role, String... projects) throws IOException {
        return split(editor().createKey(role, List.of(projects), Optional.empty()));
    }

    public KeyPair expiredKey() throws IOException {
        return split(expired().createKey(Role.CALLER, List.of(TestFunctions.PROJECT), Optional.of(Duration.ofDays(1))));
    }

    private static KeyPair split(Created created) {
        String[] pair = created.text().split(" ");
        return new KeyPair(pair[0], pair[1]);
    }

    /** As of two days ago. */
    private CredentialsEditor expired() {
        return new CredentialsEditor(file, Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC));
    }
}
