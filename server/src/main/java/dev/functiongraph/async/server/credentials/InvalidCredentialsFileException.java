package dev.functiongraph.async.server.credentials;

import dev.functiongraph.async.server.files.FileProblem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A text that cannot be used as a credentials file. The message has every problem, and repeats nothing of the text. */
final class InvalidCredentialsFileException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidCredentialsFileException(List<FileProblem> problems) {
        super(problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
    }
}
