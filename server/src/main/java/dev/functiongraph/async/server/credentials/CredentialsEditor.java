package dev.functiongraph.async.server.credentials;

import dev.functiongraph.async.server.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The changes of a credentials file, each of which replaces the file as a whole. */
public final class CredentialsEditor {
    private final Path file;
    private final Clock clock;

    public CredentialsEditor(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Credentials that were just made.
     *
     * @param text what their owner needs: the token, or access key and secret key with a space between them
     */
    public record Created(String id, String text) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Created[" + id + "]";
        }
    }

    /** The kinds of credentials. */
    public enum Kind {
        TOKEN,
        KEY
    }

    /** Some of the file's credentials, without what is secret. */
    public record Listed(Kind kind, Grant grant) {}

    private interface Change {
        CredentialSet apply(CredentialSet set) throws IOException;
    }

    /** @param valid empty: until it is revoked */
    public Created createToken(Role role, List<String> projects, Optional<Duration> valid) throws IOException {
        return addToken(grant(RandomText.tokenId(), role, projects, valid), set -> set);
    }

    /** @param valid empty: until it is revoked */
    public Created createKey(Role role, List<String> projects, Optional<Duration> valid) throws IOException {
        return addKey(grant(RandomText.accessKey(), role, projects, valid), set -> set);
    }

    public List<Listed> list() throws IOException {
        try {
            return listed(CredentialsReader.read(PrivateFile.readOfAnyOwner(file)));
        } catch (IOException e) {
            throw CredentialsFile.unusable(file, e);
        }
    }

    private static List<Listed> listed(CredentialSet set) {
        return Stream.concat(
                        set.tokens().stream().map(token -> new Listed(Kind.TOKEN, token.grant())),
                        set.keys().stream().map(key -> new Listed(Kind.KEY, key.grant())))
                .toList();
    }

    /** Takes them out. */
    public void revoke(String id) throws IOException {
        require(id, list());
        edit(set -> set.without(id));
    }

    /**
     * Makes new ones of the same kind, role, projects and time.
     *
     * @param oldValid for how long the old ones stay valid; 0 takes them out
     */
    public Created rotate(String id, Duration oldValid) throws IOException {
        Listed old = require(id, list());
        Instant now = now();
        String next = old.kind() == Kind.TOKEN ? RandomText.tokenId() : RandomText.accessKey();
        Grant renewed = old.grant().renewed(next, now);
        Change retire = set -> {
            requireNotRotated(require(id, listed(set)).grant());
            return oldValid.isZero() ? set.without(id) : set.replaced(id, next, now.plus(oldValid));
        };
        return old.kind() == Kind.TOKEN ? addToken(renewed, retire) : addKey(renewed, retire);
    }

    /** Its remaining time was promised to whoever still uses it, and says nothing of how long a new one should last. */
    private static void requireNotRotated(Grant grant) throws IOException {
        if (grant.replacedBy().isPresent()) {
            throw new IOException(grant.id() + " was rotated before and ends at "
                    + grant.expires().orElseThrow() + ": rotate "
                    + grant.replacedBy().get() + ", which took its place, or revoke it");
        }
    }

    private Listed require(String id, List<Listed> all) throws IOException {
        return all.stream()
                .filter(listed -> listed.grant().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        RandomText.isToken(id)
                                ? "that is a token itself; give its id, as 'credentials list' shows it"
                                : "there is no token or key '" + id + "' in " + file));
    }

    private Grant grant(String id, Role role, List<String> projects, Optional<Duration> valid) {
        Instant now = now();
        return new Grant(id, role, projects.stream().distinct().toList(), now, valid.map(now::plus), Optional.empty());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private Created addToken(Grant grant, Change before) throws IOException {
        String token = RandomText.token();
        edit(set -> before.apply(set).with(new Token(grant, set.hash(token))));
        return new Created(grant.id(), token);
    }

    private Created addKey(Grant grant, Change before) throws IOException {
        String secret = RandomText.secretKey();
        edit(set -> before.apply(set).with(new AccessKey(grant, secret)));
        return new Created(grant.id(), grant.id() + " " + secret);
    }

    private void edit(Change change) throws IOException {
        try {
            PrivateFile.edit(file, text -> {
                CredentialSet set = text.isPresent() ? CredentialsReader.read(text.get()) : CredentialSet.empty();
                return CredentialsWriter.text(change.apply(set));
            });
        } catch (IOException e) {
            throw CredentialsFile.unusable(file, e);
        }
    }
}
