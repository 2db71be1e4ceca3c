package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.credentials.CredentialsEditor;
import dev.functiongraph.async.server.credentials.Role;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.MalformedUrnException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A command that makes credentials. */
abstract class CreateCommand extends CredentialsFileCommand {
    @Option(names = "--project", paramLabel = "ID", description = "A project that they are for; may be given again.")
    private List<String> projects = new ArrayList<>();

    @Option(
            names = "--valid",
            paramLabel = "DURATION",
            description = "How long they are valid, such as 30d; default: until they are revoked.")
    private @Nullable String valid;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "caller (default): invokes, lists, cancels; reader: lists;"
                    + " operator, operator-reader: of the server, without a project.")
    private String role = Role.CALLER.text();

    private final Creation creation;

    CreateCommand(Creation creation) {
        this.creation = creation;
    }

    /** The making of one kind of credentials. */
    @FunctionalInterface
    interface Creation {
        CredentialsEditor.Created create(
                CredentialsEditor credentials, Role role, List<String> projects, Optional<Duration> valid)
                throws IOException;
    }

    @Override
    final void run(CredentialsEditor credentials, PrintWriter out) throws IOException {
        Role known = Role.of(role)
                .orElseThrow(() -> refused("--role: '" + role + "' is not a role: " + String.join(", ", Role.texts())));
        if (known.isOperator() && !projects.isEmpty()) {
            throw refused("--project: an " + known.text() + " is of the server, not of projects");
        }
        if (!known.isOperator() && projects.isEmpty()) {
            throw refused("--project ID is missing: a " + known.text() + " is of one or more projects");
        }
        projects.forEach(this::requireProject);
        Optional<Duration> time = Optional.ofNullable(valid).map(text -> duration("--valid", text));
        if (time.isPresent() && time.get().isZero()) {
            throw refused("--valid must be longer than 0");
        }
        print(creation.create(credentials, known, projects, time), out);
    }

    private void requireProject(String id) {
        try {
            FunctionUrn.requireProjectId(id);
        } catch (MalformedUrnException e) {
            throw refused("--project: '" + id + "' is not 32 letters or digits");
        }
    }

    private ParameterException refused(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
