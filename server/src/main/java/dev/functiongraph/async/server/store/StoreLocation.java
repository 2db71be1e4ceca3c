package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.store.postgresql.PostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The place of a store.
 *
 * @param dataDir a directory of this machine, for one server
 * @param database used instead, for several servers
 */
public record StoreLocation(Path dataDir, Optional<PostgresSettings> database) {

    public static StoreLocation in(Path dataDir) {
        return new StoreLocation(dataDir, Optional.empty());
    }

    /**
     * @param url of a database, if one is used
     * @param user if the URL names none
     * @param passwordFile has precedence over the password
     * @param mayLoseInvocations whether a database is used that may lose what it has committed
     * @throws IOException if the password file cannot be used
     */
    public static StoreLocation of(
            Path dataDir,
            Optional<String> url,
            Optional<String> user,
            Optional<Path> passwordFile,
            Optional<String> password,
            boolean mayLoseInvocations)
            throws IOException {
        if (url.isEmpty()) {
            return in(dataDir);
        }
        Optional<String> secret =
                passwordFile.isPresent() ? Optional.of(PasswordFile.read(passwordFile.get())) : password;
        return new StoreLocation(
                dataDir, Optional.of(PostgresSettings.of(url.get(), user, secret, mayLoseInvocations)));
    }
}
