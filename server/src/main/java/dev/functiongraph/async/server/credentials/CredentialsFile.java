package dev.functiongraph.async.server.credentials;

import dev.functiongraph.async.server.files.PrivateFile;
import dev.functiongraph.async.server.files.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials file of a server, and the set that follows its changes. A change takes effect when the file has been
 * unchanged for a while; one that cannot be used is reported in the log, and the last good set stays in effect.
 */
public final class CredentialsFile {
    /** What to do with a file of tokens as earlier versions had it. */
    public static final String CONVERSION =
            "make a new token for each project in it with the command 'credentials create-token --project ID"
                    + " --credentials-file FILE', and give it to the callers";

    private static final Logger log = LoggerFactory.getLogger(CredentialsFile.class);

    private final Path path;
    private final WatchedFile file;
    private final Clock clock;
    private volatile CredentialSet set;

    private CredentialsFile(Path path, WatchedFile file, Clock clock) throws IOException {
        this.path = path;
        this.file = file;
        this.clock = clock;
        this.set = read();
    }

    /**
     * Reads it for the first time.
     *
     * @param nanoTime a steady clock, such as {@link System#nanoTime()}, for the changes of the file
     * @param clock by which credentials expire
     * @throws IOException if it cannot be read, others can read it, or anything in it is wrong; repeats nothing of it
     */
    public static CredentialsFile open(Path file, LongSupplier nanoTime, Clock clock) throws IOException {
        return new CredentialsFile(file, new WatchedFile(file, PrivateFile::read, nanoTime), clock);
    }

    /** The time by which credentials expire, and signatures grow old. */
    public Instant now() {
        return clock.instant();
    }

    /** @return what a token allows; empty if it is unknown, or valid no longer */
    public Optional<Grant> token(String token) {
        return set.token(token, now());
    }

    /**
     * What an access key allows, if a signature was made with its secret key.
     *
     * @param matches the check of the signature. It is made with a key that nobody knows if there is no such access
     * key: neither the answer nor its time tells one from a wrong secret key
     */
    public Optional<Grant> accessKey(String id, Predicate<SecretKeySpec> matches) {
        return set.accessKey(id, now(), matches);
    }

    /** Reads the file again if it has changed. Never throws. */
    public synchronized void refresh() {
        try {
            if (file.hasChanged()) {
                set = read();
                log.info("{} has changed and is in effect; {}", path, set.counts());
            }
        } catch (IOException e) {
            log.error("The last good credentials stay in effect: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("The credentials file could not be reloaded", e);
        }
    }

    private CredentialSet read() throws IOException {
        try {
            return CredentialsReader.read(file.text());
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** @param reason with the reason alone as its message; several reasons have a line each */
    static IOException unusable(Path file, IOException reason) {
        String text = String.valueOf(reason.getMessage());
        return new IOException(
                "the credentials file " + file + " cannot be used:" + (text.startsWith("\n") ? "" : " ") + text,
                reason);
    }
}
