package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that ends credentials. */
@Command(
        name = "revoke",
        description = "Ends a token or key. Servers refuse it some seconds later.",
        sortOptions = false)
public final class RevokeCommand extends CredentialsFileCommand {
    @Parameters(paramLabel = "ID", description = "The token's id, or the access key.")
    private String id;

    @Override
    void run(CredentialsEditor credentials, PrintWriter out) throws IOException {
        credentials.revoke(id);
        out.println(id + " is revoked");
    }
}
