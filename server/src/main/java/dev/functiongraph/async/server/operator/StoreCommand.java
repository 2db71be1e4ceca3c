package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.config.InvalidConfigException;
import dev.functiongraph.async.server.config.Secret;
import dev.functiongraph.async.server.config.StoreConfig;
import dev.functiongraph.async.server.config.StoreUrl;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command with the settings that say where a store is and how to log in there. */
abstract class StoreCommand implements Callable<Integer> {
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

    @Option(names = "--config", paramLabel = "FILE", description = "The server's properties file with such settings.")
    private @Nullable Path configFile;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private boolean help;

    @Spec
    CommandSpec spec;

    /** Set before {@link #run}. */
    @SuppressWarnings("NullAway.Init")
    StoreConfig config;

    /** Adds the settings of the place, as far as options give them. */
    abstract void putPlace(Map<String, String> given);

    /** @return the exit status */
    abstract int run(StoreLocation location, PrintWriter out) throws IOException;

    @Override
    public final Integer call() {
        // They would be ignored, and the command work on another directory than the one that was meant.
        List<OptionSpec> before = spec.parent() == null
                ? List.of()
                : spec.parent().commandLine().getParseResult().matchedOptions();
        if (!before.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    before.get(0).longestName() + " must come after the command: " + spec.name() + " ...");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            return run(location(), out);
        } catch (InvalidConfigException | IOException | StoreException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } finally {
            out.flush();
        }
    }

    private StoreLocation location() throws InvalidConfigException, IOException {
        Map<String, String> given = new HashMap<>();
        putPlace(given);
        putIfGiven(given, "store-user", storeUser);
        putIfGiven(given, "store-password-file", storePasswordFile);
        putIfGiven(given, "store-password", storePassword);
        config = ConfigReader.read(given, System.getenv(), Optional.ofNullable(configFile))
                .store();
        return StoreLocation.of(
                config.dataDir(),
                config.store().map(StoreUrl::url),
                config.storeUser(),
                config.storePasswordFile(),
                config.storePassword().map(Secret::value),
                config.storeMayLoseInvocations());
    }

    static void putIfGiven(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
