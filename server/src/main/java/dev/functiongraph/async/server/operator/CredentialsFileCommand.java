package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.credentials.CredentialsEditor;
import dev.functiongraph.async.server.units.Units;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A command on a credentials file, which servers may use meanwhile. */
abstract class CredentialsFileCommand extends SettingsCommand {
    @Option(
            names = "--credentials-file",
            paramLabel = "FILE",
            description = "The servers' credentials file; default $FUNCTIONGRAPH_CREDENTIALS_FILE.")
    private @Nullable String credentialsFile;

    abstract void run(CredentialsEditor credentials, PrintWriter out) throws IOException;

    @Override
    final void putSettings(Map<String, String> given) {
        putIfGiven(given, "credentials-file", credentialsFile);
    }

    @Override
    final int run(ServerConfig settings, PrintWriter out) throws IOException {
        Path file = settings.http()
                .credentialsFile()
                .orElseThrow(() -> new IOException("give the file: --credentials-file FILE"));
        boolean isNew = Files.notExists(file);
        run(new CredentialsEditor(file, Clock.systemUTC()), out);
        if (isNew) {
            spec.commandLine().getErr().println(file + " is new; this is all that it has");
        }
        return CommandLine.ExitCode.OK;
    }

    final Duration duration(String option, String text) {
        try {
            return Units.duration(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }

    /** The secret alone on standard output, where a script takes it from. */
    final void print(CredentialsEditor.Created created, PrintWriter out) {
        out.println(created.text());
        spec.commandLine().getErr().println("its id: " + created.id());
    }
}
