package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import dev.functiongraph.async.server.credentials.CredentialsEditor.Listed;
import dev.functiongraph.async.server.credentials.Grant;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The command that lists credentials, without what is secret. */
@Command(
        name = "list",
        description = "Lists tokens and keys: id, kind, role, projects, expiry; nothing secret.",
        sortOptions = false)
public final class ListCredentialsCommand extends CredentialsFileCommand {
    @Override
    void run(CredentialsEditor credentials, PrintWriter out) throws IOException {
        Instant now = Instant.now();
        credentials.list().forEach(listed -> out.println(line(listed, now)));
    }

    private static String line(Listed listed, Instant now) {
        Grant grant = listed.grant();
        return "%-20s  %-5s  %-15s  %s  %s"
                .formatted(
                        grant.id(),
                        listed.kind().name().toLowerCase(Locale.ROOT),
                        grant.role().text(),
                        grant.projects().isEmpty() ? "-" : String.join(",", grant.projects()),
                        grant.expires()
                                .map(end -> (grant.isValidAt(now) ? "expires " : "expired ") + end)
                                .orElse("until revoked"));
    }
}
