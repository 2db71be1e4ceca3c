package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import dev.functiongraph.async.server.credentials.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The command that makes a token. */
@Command(
        name = "create-token",
        description = "Makes a token and prints it. The file keeps its hash alone: it cannot be printed again.",
        sortOptions = false)
public final class CreateTokenCommand extends CreateCommand {
    @Override
    CredentialsEditor.Created create(
            CredentialsEditor credentials, Role role, List<String> projects, Optional<Duration> valid)
            throws IOException {
        return credentials.createToken(role, projects, valid);
    }
}
