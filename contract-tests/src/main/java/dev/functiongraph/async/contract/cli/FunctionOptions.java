package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.server.Functions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The options that name the server's functions. A function that is not named is the demo catalog's, in the project of
 * those that are.
 */
final class FunctionOptions {
    private static final String URN_LABEL = "URN";
    private static final Pattern URN = Pattern.compile("urn:fss:[^:/?#]+:([^:/?#]+):function(?::[^:/?#]+){3}");
    private static final String PROJECT = "[A-Za-z0-9]{32}";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--project-id",
            paramLabel = "ID",
            description = "The functions' project, 32 letters or digits; default: that of the functions' URNs.")
    private String project;

    @Option(
            names = "--enabled-function",
            paramLabel = URN_LABEL,
            description = "A function that accepts events; full URN, default …:function:default:test:latest.")
    private String enabled;

    @Option(
            names = "--disabled-function",
            paramLabel = URN_LABEL,
            description = "A disabled function; full URN, default …:function:default:disabled:latest.")
    private String disabled;

    @Option(
            names = "--absent-function",
            paramLabel = URN_LABEL,
            description = "A function that does not exist; full URN, default …:function:default:absent:latest.")
    private String absent;

    Functions functions() {
        List<String> projects = Stream.concat(
                        Optional.ofNullable(project).stream(),
                        Stream.of(enabled, disabled, absent)
                                .filter(Objects::nonNull)
                                .map(this::projectOf))
                .distinct()
                .toList();
        if (projects.size() > 1) {
            throw wrong("--project-id and the functions' URNs name different projects: " + String.join(", ", projects));
        }
        if (projects.stream().anyMatch(name -> !name.matches(PROJECT))) {
            throw wrong("A project id must have 32 letters or digits, not " + projects.get(0));
        }
        Functions defaults =
                projects.stream().findFirst().map(Functions::ofProject).orElse(Functions.DEMO);
        Functions functions = new Functions(
                defaults.project(),
                Objects.requireNonNullElse(enabled, defaults.enabled()),
                Objects.requireNonNullElse(disabled, defaults.disabled()),
                Objects.requireNonNullElse(absent, defaults.absent()));
        if (Stream.of(functions.enabled(), functions.disabled(), functions.absent())
                        .distinct()
                        .count()
                < 3) {
            throw wrong("The enabled, disabled and absent functions must be different from each other.");
        }
        return functions;
    }

    private String projectOf(String urn) {
        Matcher matcher = URN.matcher(urn);
        if (!matcher.matches()) {
            throw wrong("Not a full URN, urn:fss:<region>:<project_id>:function:<package>:<name>:<version>: " + urn);
        }
        return matcher.group(1);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
