package dev.functiongraph.async.server.files;

import java.util.List;
import java.util.stream.Collectors;

/** A text that cannot be used as YAML. The problems repeat nothing of the text. */
public final class InvalidYamlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<FileProblem> problems;

    InvalidYamlException(List<FileProblem> problems) {
        super(problems.stream().map(FileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    InvalidYamlException(int line, String problem) {
        this(List.of(new FileProblem(line, 1, problem)));
    }

    /** In the order of the text. */
    public List<FileProblem> problems() {
        return problems;
    }
}
