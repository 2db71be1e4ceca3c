package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import dev.functiongraph.async.server.credentials.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The command that makes an access key with its secret key. */
@Command(
        name = "create-key",
        description = "Makes an access key and a secret key, which sign requests, and prints both on one line.",
        sortOptions = false)
public final class CreateKeyCommand extends CreateCommand {
    @Override
    CredentialsEditor.Created create(
            CredentialsEditor credentials, Role role, List<String> projects, Optional<Duration> valid)
            throws IOException {
        return credentials.createKey(role, projects, valid);
    }
}
