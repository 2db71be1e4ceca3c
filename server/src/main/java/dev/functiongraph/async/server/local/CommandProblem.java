package dev.functiongraph.async.server.local;

/** The reason why a command cannot do its work: its message is for the person who typed it. */
final class CommandProblem extends Exception {
    private static final long serialVersionUID = 1;

    CommandProblem(String message) {
        super(message);
    }
}
