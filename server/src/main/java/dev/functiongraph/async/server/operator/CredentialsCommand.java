package dev.functiongraph.async.server.operator;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that make, list and end credentials. */
@Command(
        name = "credentials",
        description = "Makes, lists and ends the tokens and keys of a credentials file. Servers follow its changes.",
        exitCodeList = {SettingsCommand.DONE, SettingsCommand.NOT_DONE},
        subcommands = {
            CreateTokenCommand.class,
            CreateKeyCommand.class,
            ListCredentialsCommand.class,
            RevokeCommand.class,
            RotateCommand.class
        },
        sortOptions = false)
public final class CredentialsCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private final HelpOption help = new HelpOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "credentials needs a command: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
