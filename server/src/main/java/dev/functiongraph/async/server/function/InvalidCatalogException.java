package dev.functiongraph.async.server.function;

import java.util.List;

/** A functions file that cannot be used, with everything that is wrong with it. */
public final class InvalidCatalogException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidCatalogException(String source, List<String> problems) {
        super(source + ":\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a problem, each with its place. */
    public List<String> problems() {
        return problems;
    }
}
