package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import picocli.CommandLine.Command;

/** The command that makes an access key with its secret key. */
@Command(
        name = "create-key",
        description = "Makes an access key and a secret key, which sign requests, and prints both on one line.",
        sortOptions = false)
public final class CreateKeyCommand extends CreateCommand {
    public CreateKeyCommand() {
        super(CredentialsEditor::createKey);
    }
}
