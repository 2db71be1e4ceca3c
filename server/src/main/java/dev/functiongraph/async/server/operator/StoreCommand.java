package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.config.Secret;
import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.config.StoreConfig;
import dev.functiongraph.async.server.config.StoreUrl;
import dev.functiongraph.async.server.store.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command with the settings that say where a store is and how to log in there. */
abstract class StoreCommand extends SettingsCommand {
    @Option(
            names = "--store-user",
            paramLabel = "USER",
            description = "The user there, if the URL names none; default $FUNCTIONGRAPH_STORE_USER.")
    private @Nullable String storeUser;

    @Option(
            names = "--store-password-file",
            paramLabel = "FILE",
            description = "The file of that user's password; default $FUNCTIONGRAPH_STORE_PASSWORD_FILE.")
    private @Nullable String storePasswordFile;

    /** Refused, with the ways to give it. */
    @Option(names = "--store-password", hidden = true)
    private @Nullable String storePassword;

    /** Set before {@link #run}. */
    @SuppressWarnings("NullAway.Init")
    StoreConfig config;

    /** Adds the settings of the place, as far as options give them. */
    abstract void putPlace(Map<String, String> given);

    /** @return the exit status */
    abstract int run(StoreLocation location, PrintWriter out) throws IOException;

    @Override
    final void putSettings(Map<String, String> given) {
        putPlace(given);
        putIfGiven(given, "store-user", storeUser);
        putIfGiven(given, "store-password-file", storePasswordFile);
        putIfGiven(given, "store-password", storePassword);
    }

    @Override
    final int run(ServerConfig settings, PrintWriter out) throws IOException {
        config = settings.store();
        StoreLocation location = StoreLocation.of(
                config.dataDir(),
                config.store().map(StoreUrl::url),
                config.storeUser(),
                config.storePasswordFile(),
                config.storePassword().map(Secret::value),
                config.storeMayLoseInvocations());
        return run(location, out);
    }
}
