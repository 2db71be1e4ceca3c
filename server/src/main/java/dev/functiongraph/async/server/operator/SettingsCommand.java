package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.config.InvalidConfigException;
import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.invocation.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command with some of the server's settings, from its options, the environment, or the server's own file. */
@Command(exitCodeList = {SettingsCommand.DONE, SettingsCommand.NOT_DONE})
abstract class SettingsCommand implements Callable<Integer> {
    static final String DONE = "0:done";
    static final String NOT_DONE = "2:not done: the arguments, or what they name, cannot be used";

    @Option(names = "--config", paramLabel = "FILE", description = "The server's properties file with such settings.")
    private @Nullable Path configFile;

    @Mixin
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private final HelpOption help = new HelpOption();

    @Spec
    CommandSpec spec;

    /** Adds the settings that options give. */
    abstract void putSettings(Map<String, String> given);

    /** @return the exit status */
    abstract int run(ServerConfig settings, PrintWriter out) throws IOException;

    @Override
    public final Integer call() {
        MisplacedOptions.refuse(spec);
        PrintWriter out = spec.commandLine().getOut();
        try {
            Map<String, String> given = new HashMap<>();
            putSettings(given);
            return run(ConfigReader.read(given, System.getenv(), Optional.ofNullable(configFile)), out);
        } catch (InvalidConfigException | IOException | StoreException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } finally {
            out.flush();
        }
    }

    static void putIfGiven(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
