package dev.functiongraph.async.server.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Created;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    @TempDir
    Path dir;

    private final AtomicLong nanoTime = new AtomicLong();
    private TestCredentials credentials;
    private Path path;
    private Created token;

    @BeforeEach
    void make() throws IOException {
        credentials = new TestCredentials(dir);
        path = credentials.file();
        token = credentials.token();
    }

    @Test
    void aTokenCountsUntilItExpires() throws IOException {
        CredentialsEditor editor = new CredentialsEditor(path, Clock.fixed(NOW, ZoneOffset.UTC));
        String text = editor.createToken(Role.CALLER, List.of(TestFunctions.PROJECT), Optional.of(Duration.ofHours(1)))
                .text();

        assertThat(open(NOW.plusSeconds(3_599)).token(text)).isPresent();
        assertThat(open(NOW.plusSeconds(3_600)).token(text)).isEmpty();
    }

    @Test
    void aKeyCountsUntilItExpiresAndIsCheckedInEveryCase() throws IOException {
        TestCredentials.KeyPair expired = credentials.expiredKey();
        TestCredentials.KeyPair valid = credentials.key();
        CredentialsFile file = open();
        AtomicLong checks = new AtomicLong();

        assertThat(file.accessKey(valid.accessKey(), key -> checks.incrementAndGet() > 0))
                .isPresent();
        assertThat(file.accessKey(valid.accessKey(), key -> checks.incrementAndGet() < 0))
                .isEmpty();
        assertThat(file.accessKey(expired.accessKey(), key -> checks.incrementAndGet() > 0))
                .isEmpty();
        assertThat(file.accessKey("unknown", key -> checks.incrementAndGet() > 0))
                .isEmpty();
        assertThat(checks).hasValue(4);
    }

    @Test
    void whatIsRevokedOrAddedTakesEffectWhenTheFileHasBeenQuietForTwoSeconds() throws IOException {
        CredentialsFile file = open();
        credentials.editor().revoke(token.id());
        Created added = credentials.token();

        file.refresh();
        refreshAfter(file, Duration.ofMillis(1_999));
        assertThat(file.token(token.text())).isPresent();
        try (LogLines log = new LogLines()) {
            refreshAfter(file, Duration.ofMillis(1));
            assertThat(log.with(path + " has changed and is in effect; tokens: 1, keys: 0"))
                    .hasSize(1);
        }
        assertThat(file.token(token.text())).isEmpty();
        assertThat(file.token(added.text())).isPresent();
    }

    @Test
    void aLinkThatIsSwappedTakesEffect() throws IOException {
        Path first = Files.move(path, dir.resolve("first.yaml"));
        Files.createSymbolicLink(path, first);
        CredentialsFile file = open();
        assertThat(file.token(token.text())).isPresent();

        Created other = new CredentialsEditor(dir.resolve("second.yaml"), Clock.systemUTC())
                .createToken(Role.CALLER, List.of(TestFunctions.PROJECT), Optional.empty());
        Files.createSymbolicLink(dir.resolve("swap"), dir.resolve("second.yaml"));
        Files.move(dir.resolve("swap"), path, StandardCopyOption.ATOMIC_MOVE);
        settle(file);

        assertThat(file.token(token.text())).isEmpty();
        assertThat(file.token(other.text())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "gone", "open"})
    void aBadChangeIsToldOnceAndTheLastGoodCredentialsStay(String change) throws IOException {
        CredentialsFile file = open();
        String good = Files.readString(path);
        try (LogLines log = new LogLines()) {
            switch (change) {
                case "bad" -> Files.writeString(path, good.replace("hash-key", "hash"));
                case "gone" -> Files.delete(path);
                default -> mode("rw-r--r--");
            }
            settle(file);
            settle(file);
            assertThat(log.with("The last good credentials stay in effect: the credentials file " + path
                            + " cannot be used:"))
                    .hasSize(1);
            assertThat(file.token(token.text())).isPresent();
        }
        Files.writeString(path, good.replace("# Whoever", "# whoever"));
        mode("rw-------");
        credentials.editor().revoke(token.id());
        settle(file);
        assertThat(file.token(token.text())).isEmpty();
    }

    @Test
    void aFileThatOthersCanReadOrChangeIsRefusedWithTheCommand() throws IOException {
        for (String mode : List.of("rw----r--", "rw-----w-", "rw--w----")) {
            mode(mode);
            assertThatThrownBy(this::open)
                    .hasMessage("the credentials file " + path + " cannot be used: others can read or change it;"
                            + " 'chmod 600 " + path + "'");
        }
        mode("r--------");
        assertThat(open().token(token.text())).isPresent();
    }

    @Test
    void aFileThatIsNotThereOrNotUsableIsNamed() throws IOException {
        Files.writeString(path, "hash-key: short\n");
        assertThatThrownBy(this::open)
                .hasMessage("the credentials file " + path + " cannot be used:\n"
                        + "  line 1: the hash-key is not 32 bytes in Base64");
        Files.delete(path);
        assertThatThrownBy(this::open).hasMessage("the credentials file " + path + " cannot be used: no such file");
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private CredentialsFile open() throws IOException {
        return open(Instant.now());
    }

    private CredentialsFile open(Instant now) throws IOException {
        return CredentialsFile.open(path, nanoTime::get, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void settle(CredentialsFile file) {
        file.refresh();
        refreshAfter(file, Duration.ofSeconds(2));
    }

    private void refreshAfter(CredentialsFile file, Duration time) {
        nanoTime.addAndGet(time.toNanos());
        file.refresh();
    }
}
