package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that replaces credentials by new ones. */
@Command(
        name = "rotate",
        description = "Makes a new token or key of the same role, projects and time, and prints it. The old one ends.",
        sortOptions = false)
public final class RotateCommand extends CredentialsFileCommand {
    @Parameters(paramLabel = "ID", description = "The token's id, or the access key.")
    private String id;

    @Option(
            names = "--old-valid",
            paramLabel = "DURATION",
            description = "How long the old one stays valid, such as 1h; default: it ends at once.")
    private String oldValid = "0s";

    @Override
    void run(CredentialsEditor credentials, PrintWriter out) throws IOException {
        print(credentials.rotate(id, duration("--old-valid", oldValid)), out);
    }
}
