package dev.functiongraph.async.server.files;

/** A text that cannot be used as YAML. The message names the line and repeats nothing of the text. */
public final class InvalidYamlException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidYamlException(int line, String problem) {
        super("line " + line + ": " + problem);
    }
}
