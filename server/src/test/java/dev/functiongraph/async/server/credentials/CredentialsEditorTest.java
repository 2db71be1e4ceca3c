package dev.functiongraph.async.server.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Created;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Kind;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Listed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsEditorTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private static final List<String> PROJECTS = List.of(TestFunctions.PROJECT);

    @TempDir
    Path dir;

    private Path file;
    private CredentialsEditor editor;

    @BeforeEach
    void open() {
        file = dir.resolve("credentials.yaml");
        editor = editor(NOW);
    }

    @Test
    void aTokenIs256RandomBitsOfWhichTheFileKeepsTheHash() throws IOException {
        Created token = editor.createToken(Role.CALLER, PROJECTS, Optional.of(Duration.ofDays(30)));

        assertThat(token.text()).matches("fgt_[A-Za-z0-9_-]{43}");
        assertThat(token.id()).matches("tok-[0-9a-f]{8}");
        assertThat(token.toString()).doesNotContain(token.text());
        assertThat(Files.readString(file)).contains(token.id()).doesNotContain(token.text());
        assertThat(editor.list())
                .containsExactly(new Listed(
                        Kind.TOKEN,
                        new Grant(
                                token.id(),
                                Role.CALLER,
                                PROJECTS,
                                NOW,
                                Optional.of(Instant.parse("2026-12-29T00:00:00Z")),
                                Optional.empty())));
    }

    @Test
    void aKeyHasASecretThatSignaturesAreCheckedWith() throws IOException {
        Created key = editor.createKey(Role.READER, PROJECTS, Optional.empty());

        assertThat(key.text()).matches("[A-Z][A-Z0-9]{19} [A-Za-z0-9]{40}").startsWith(key.id() + " ");
        assertThat(editor.list())
                .containsExactly(new Listed(
                        Kind.KEY, new Grant(key.id(), Role.READER, PROJECTS, NOW, Optional.empty(), Optional.empty())));
    }

    @Test
    void theFileIsItsOwnersAloneFromTheBeginningAndStaysSo() throws IOException {
        editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aLinkStaysALinkAndWhatItLeadsToIsReplaced() throws IOException {
        Path real = dir.resolve("real.yaml");
        editor(real, NOW).createToken(Role.CALLER, PROJECTS, Optional.empty());
        Files.createSymbolicLink(file, real);

        editor.createToken(Role.CALLER, PROJECTS, Optional.empty());

        assertThat(file).isSymbolicLink();
        assertThat(editor(real, NOW).list()).hasSize(2);
    }

    @Test
    void whatIsRevokedIsGone() throws IOException {
        Created token = editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
        Created key = editor.createKey(Role.CALLER, PROJECTS, Optional.empty());

        editor.revoke(token.id());
        assertThat(editor.list()).extracting(listed -> listed.grant().id()).containsExactly(key.id());
        editor.revoke(key.id());
        assertThat(editor.list()).isEmpty();
        assertThatThrownBy(() -> editor.revoke(key.id()))
                .hasMessage("there is no token or key '" + key.id() + "' in " + file);
    }

    @Test
    void whatIsRotatedEndsAtOnce() throws IOException {
        Created old = editor.createKey(Role.READER, PROJECTS, Optional.of(Duration.ofDays(1)));
        Instant later = NOW.plusSeconds(3_600);

        Created renewed = editor(later).rotate(old.id(), Duration.ZERO);

        assertThat(renewed.text()).matches("[A-Z][A-Z0-9]{19} [A-Za-z0-9]{40}");
        assertThat(editor.list())
                .containsExactly(new Listed(
                        Kind.KEY,
                        new Grant(
                                renewed.id(),
                                Role.READER,
                                PROJECTS,
                                later,
                                Optional.of(later.plus(Duration.ofDays(1))),
                                Optional.empty())));
    }

    @Test
    void whatIsRotatedMayStayValidForAWhileButNotForLongerThanItWas() throws IOException {
        Created old = editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
        Created shorter = editor.createToken(Role.CALLER, PROJECTS, Optional.of(Duration.ofMinutes(1)));
        editor.rotate(old.id(), Duration.ofHours(1));
        editor.rotate(shorter.id(), Duration.ofHours(1));

        assertThat(end(old)).contains(NOW.plus(Duration.ofHours(1)));
        assertThat(end(shorter)).contains(NOW.plus(Duration.ofMinutes(1)));
        assertThat(editor.list()).hasSize(4);
    }

    @Test
    void whatWasRotatedIsNotRotatedAgainAndKeepsItsTime() throws IOException {
        Created old = editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
        Created renewed = editor.rotate(old.id(), Duration.ofHours(1));

        assertThatThrownBy(() -> editor.rotate(old.id(), Duration.ofMinutes(1)))
                .hasMessageEndingWith(old.id() + " was rotated before and ends at 2026-11-29T01:00:00Z: rotate "
                        + renewed.id() + ", which took its place, or revoke it");
        editor.rotate(renewed.id(), Duration.ofMinutes(1));
        assertThat(end(old)).contains(NOW.plus(Duration.ofHours(1)));
        assertThat(editor.list()).hasSize(3);
    }

    @Test
    void aSecondCommandWaitsForTheFirst() throws Exception {
        Path other = Files.createFile(dir.resolve("credentials.yaml.new"));
        CompletableFuture<Created> second = CompletableFuture.supplyAsync(() -> {
            try {
                return editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        new CredentialsEditor(dir.resolve("other"), Clock.systemUTC())
                .createKey(Role.CALLER, PROJECTS, Optional.empty());
        Files.move(dir.resolve("other"), file);
        Files.delete(other);

        assertThat(second.get().id()).startsWith("tok-");
        assertThat(editor.list()).hasSize(2);
    }

    @Test
    void whatACommandLeftThatWasKilledIsNamed() throws IOException {
        editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
        Path other = Files.createFile(dir.resolve("credentials.yaml.new"));
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(60)));

        assertThatThrownBy(() -> editor.createToken(Role.CALLER, PROJECTS, Optional.empty()))
                .hasMessage("the credentials file " + file + " cannot be used: another command is changing it;"
                        + " if none runs any more, delete " + other + " and try again");
        Files.delete(other);
        editor.createToken(Role.CALLER, PROJECTS, Optional.empty());
        assertThat(editor.list()).hasSize(2);
    }

    @Test
    void aFileThatCannotBeUsedIsLeftAsItIs() throws IOException {
        String old = "secret: " + TestFunctions.PROJECT + "\n";
        Files.writeString(file, old);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> editor.createToken(Role.CALLER, PROJECTS, Optional.empty()))
                .hasMessageContaining("line 1: this is a tokens file of an earlier version");
        assertThat(file).hasContent(old);
        assertThatThrownBy(() -> editor(dir.resolve("absent").resolve("file"), NOW)
                        .createToken(Role.CALLER, PROJECTS, Optional.empty()))
                .hasMessageContaining("its directory does not exist");
        assertThatThrownBy(() -> editor(dir.resolve("absent"), NOW).list()).hasMessageContaining("no such file");
    }

    private Optional<Instant> end(Created created) throws IOException {
        return editor.list().stream()
                .map(Listed::grant)
                .filter(grant -> grant.id().equals(created.id()))
                .findFirst()
                .flatMap(Grant::expires);
    }

    private CredentialsEditor editor(Instant now) {
        return editor(file, now);
    }

    private static CredentialsEditor editor(Path path, Instant now) {
        return new CredentialsEditor(path, Clock.fixed(now, ZoneOffset.UTC));
    }
}
