package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import picocli.CommandLine.Command;

/** The command that makes a token. */
@Command(
        name = "create-token",
        description = "Makes a token and prints it. The file keeps its hash alone: it cannot be printed again.",
        sortOptions = false)
public final class CreateTokenCommand extends CreateCommand {
    public CreateTokenCommand() {
        super(CredentialsEditor::createToken);
    }
}
